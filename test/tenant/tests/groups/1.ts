import { testGroup } from '../../../support/group';

testGroup('tenant/tests', 1);
