/** Stands in for lightning-icon. */
import { LightningElement, api } from 'lwc';

export default class Icon extends LightningElement {
  @api iconName;
  @api size;
  @api alternativeText;
}
