/** The Salesforce adapter keeps the contract, with and without a package namespace. */
import { crmContract } from '../contract/contract.ts';
import { openSalesforceBench } from '../contract/salesforceBench.ts';

crmContract({ name: 'Salesforce', open: () => openSalesforceBench() });
crmContract({ name: 'Salesforce with a namespace', open: () => openSalesforceBench('alongside') });
