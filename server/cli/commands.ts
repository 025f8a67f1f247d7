/** Every command by its id. */
import { Backup } from './commands/partner/backup.ts';
import { ConnectHubSpot } from './commands/partner/connect/hubspot.ts';
import { ConnectSalesforce } from './commands/partner/connect/salesforce.ts';
import { Doctor } from './commands/partner/doctor.ts';
import { Export } from './commands/partner/export.ts';
import { Import } from './commands/partner/import.ts';
import { MapAccounts } from './commands/partner/map.ts';
import { MatchExplain } from './commands/partner/match/explain.ts';
import { MatchPreview } from './commands/partner/match/preview.ts';
import { MatchReport } from './commands/partner/match/report.ts';
import { Policy } from './commands/partner/policy.ts';
import { Program } from './commands/partner/program.ts';
import { Provision } from './commands/partner/provision.ts';
import { Restore } from './commands/partner/restore.ts';
import { Review } from './commands/partner/review.ts';
import { RunJob } from './commands/partner/run.ts';
import { Status } from './commands/partner/status.ts';

export const COMMANDS = {
  'partner:backup': Backup,
  'partner:connect:hubspot': ConnectHubSpot,
  'partner:connect:salesforce': ConnectSalesforce,
  'partner:doctor': Doctor,
  'partner:export': Export,
  'partner:import': Import,
  'partner:map': MapAccounts,
  'partner:match:explain': MatchExplain,
  'partner:match:preview': MatchPreview,
  'partner:match:report': MatchReport,
  'partner:policy': Policy,
  'partner:program': Program,
  'partner:provision': Provision,
  'partner:restore': Restore,
  'partner:review': Review,
  'partner:run': RunJob,
  'partner:status': Status,
};
