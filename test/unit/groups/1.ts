import { testGroup } from '../../support/group';

testGroup('unit', 1);
