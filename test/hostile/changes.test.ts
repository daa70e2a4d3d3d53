import { tryEveryAnswer } from './everyAnswer';
import { isRead, operations } from './operations';

tryEveryAnswer(operations.filter(([name]) => !isRead(name)));
