/** The partner card, by a name of its own in App Builder and on accounts only. */
import { LightningElement, api } from 'lwc';

export default class AlongsidePartner extends LightningElement {
  @api recordId;
  @api objectApiName;
}
