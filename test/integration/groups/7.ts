import { testGroup } from '../../support/group';

testGroup(7);
