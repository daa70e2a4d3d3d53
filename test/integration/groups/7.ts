import { testGroup } from '../../support/group';

testGroup('integration', 7);
