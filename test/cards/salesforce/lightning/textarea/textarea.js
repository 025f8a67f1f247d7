/** Stands in for lightning-textarea. */
import { LightningElement, api } from 'lwc';

export default class Textarea extends LightningElement {
  @api label;
  @api value;
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp;
  @api maxLength;
  problem = '';

  get control() {
    return this.template.querySelector('textarea');
  }

  renderedCallback() {
    this.control.value = this.value;
  }

  @api
  focus() {
    this.control.focus();
  }

  @api
  setCustomValidity(problem) {
    this.control.setCustomValidity(problem);
  }

  @api
  reportValidity() {
    this.problem = this.control.validationMessage;
    return this.control.checkValidity();
  }

  /** Enters a text as a user would. */
  @api
  enter(value) {
    this.control.value = value;
    this.control.dispatchEvent(new CustomEvent('input'));
  }

  take() {
    this.value = this.control.value;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: this.value } }));
  }
}
