import { testGroup } from '../../support/group';

testGroup('integration', 8);
