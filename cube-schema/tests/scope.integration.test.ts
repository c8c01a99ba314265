import { describeClosedRoutes } from './scope/closed-routes';
import { describeIdentities } from './scope/identities';
import { describeManagers } from './scope/managers';
import { describeRefusedQueries } from './scope/refused-queries';
import { startScopedBank } from './scope/scoped-bank';
import { describeStaff } from './scope/staff';

startScopedBank();
describeManagers();
describeStaff();
describeRefusedQueries();
describeClosedRoutes();
describeIdentities();
