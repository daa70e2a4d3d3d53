export { sendPasswordReset } from './sendPasswordReset.operation';
export { startPasswordless } from './startPasswordless.operation';
