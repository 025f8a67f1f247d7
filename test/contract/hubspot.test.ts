/** HubSpot keeps the Crm contract on the smallest and on the largest edition. */
import { crmContract } from './contract.ts';
import { openHubSpotBench } from './hubspotBench.ts';

crmContract({ name: 'HubSpot free', open: () => openHubSpotBench('free') });
crmContract({ name: 'HubSpot Enterprise', open: () => openHubSpotBench('enterprise') });
