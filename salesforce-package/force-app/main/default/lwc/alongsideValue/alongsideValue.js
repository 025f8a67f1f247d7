/** Draws one typed value: as text in the user's manner, or as a link where it stands for a record or an address. */
import { LightningElement, api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';

export default class AlongsideValue extends NavigationMixin(LightningElement) {
  /** A value of the contract; empty draws nothing. */
  @api value;
  /** Says messages and values, as the card made it. */
  @api texts;

  href = '#';
  addressed;

  get text() {
    return this.value ? this.texts.value(this.value) : '';
  }

  get isRecord() {
    return this.value?.kind === 'record';
  }

  get isLink() {
    return this.value?.kind === 'link';
  }

  get page() {
    return { type: 'standard__recordPage', attributes: { recordId: this.value.id, actionName: 'view' } };
  }

  renderedCallback() {
    if (!this.isRecord || this.addressed === this.value.id) return;
    this.addressed = this.value.id;
    this[NavigationMixin.GenerateUrl](this.page).then((url) => {
      this.href = url ?? '#';
    });
  }

  open(event) {
    event.preventDefault();
    event.stopPropagation();
    this[NavigationMixin.Navigate](this.page);
  }
}
