/** The deal card, by a name of its own in App Builder and on opportunities only. */
import { LightningElement, api } from 'lwc';

export default class AlongsideDeal extends LightningElement {
  @api recordId;
  @api objectApiName;
}
