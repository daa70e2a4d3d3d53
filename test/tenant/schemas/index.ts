export * from './blocks';
export * from './connections';
export * from './organizations';
export * from './parts';
export * from './permissions';
export * from './roles';
export * from './users';
