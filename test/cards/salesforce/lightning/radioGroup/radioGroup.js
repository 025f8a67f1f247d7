/** Stands in for lightning-radio-group. */
import { LightningElement, api } from 'lwc';

export default class RadioGroup extends LightningElement {
  @api label;
  @api variant;
  @api value;
  @api options = [];
  @api required = false;
  @api disabled = false;
  @api fieldLevelHelp;
  problem = '';
  custom = '';

  get choices() {
    return this.options.map((option) => ({ ...option, checked: option.value === this.value }));
  }

  @api
  focus() {
    this.template.querySelector('input').focus();
  }

  @api
  setCustomValidity(problem) {
    this.custom = problem;
  }

  @api
  reportValidity() {
    this.problem = this.custom;
    return this.custom === '' && (!this.required || Boolean(this.value?.length));
  }

  @api
  enter(value) {
    this.value = value;
    this.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  }
}
