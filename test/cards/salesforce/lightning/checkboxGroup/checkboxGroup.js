/** Stands in for lightning-checkbox-group. */
import { LightningElement, api } from 'lwc';

export default class CheckboxGroup extends LightningElement {
  @api label;
  @api variant;
  @api value;
  @api options = [];
  @api required = false;
  @api disabled = false;
  problem = '';
  custom = '';

  get choices() {
    return this.options.map((option) => ({ ...option, checked: this.value.includes(option.value) }));
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
