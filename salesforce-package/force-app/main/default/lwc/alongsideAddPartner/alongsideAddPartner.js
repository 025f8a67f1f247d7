/** The quick action that puts a partner on a deal: the deal card, opened at its form. */
import { LightningElement, api } from 'lwc';
import { CloseActionScreenEvent } from 'lightning/actions';

export default class AlongsideAddPartner extends LightningElement {
  /** The page sets it after the component stands in it. */
  @api recordId;
  @api objectApiName;

  close() {
    this.dispatchEvent(new CloseActionScreenEvent());
  }
}
