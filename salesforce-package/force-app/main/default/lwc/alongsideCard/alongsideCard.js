/** The card itself: loads a view and draws it, carries out what the user chooses, and says so where it cannot. */
import { LightningElement, api, wire } from 'lwc';
import { getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import LOCALE from '@salesforce/i18n/locale';
import TIME_ZONE from '@salesforce/i18n/timeZone';
import DENIED from '@salesforce/label/c.Alongside_Denied';
import LOADING from '@salesforce/label/c.Alongside_Loading';
import RETRY from '@salesforce/label/c.Alongside_Retry';
import TITLE from '@salesforce/label/c.Alongside_Title';
import UNREACHABLE from '@salesforce/label/c.Alongside_Unreachable';
import NOT_SAVED from '@salesforce/label/c.Alongside_Not_Saved';
import { ask } from 'c/alongsideServer';
import { textsIn } from 'c/alongsideTexts';

/** Milliseconds for an answer before the record's own rows are shown; they must stand there within 4 s. */
const PATIENCE = 3_000;

export default class AlongsideCard extends LightningElement {
  labels = { LOADING, RETRY };
  /** The contract's kind of card. */
  @api card;
  /** Absent on pages that are about no record. */
  @api recordId;
  @api objectApiName;
  /** Name of the action that the user came for: its form opens with the card, and `finish` is fired when it closes. */
  @api opens;

  /** The last view that came, with its words. */
  answer;
  texts;
  /** `unreachable`, `denied`, or undefined. */
  trouble;
  /** A refusal to show the card at all. */
  refused;
  /** What the user is filling in: `{action, form, origin}`. */
  opened;
  /** A refusal of the last act. */
  refusal;
  done;
  busy = false;
  stamp = null;
  turn = 0;

  get stampField() {
    return this.objectApiName ? [`${this.objectApiName}.SystemModstamp`] : undefined;
  }

  /** Emits when the page opens, and again when the record was edited outside the card. */
  @wire(getRecord, { recordId: '$recordId', optionalFields: '$stampField' })
  recordChanged({ data, error }) {
    if (!data && !error) return;
    const first = this.turn === 0;
    const text = data?.fields?.SystemModstamp?.value ?? data?.systemModstamp;
    this.stamp = text ? Date.parse(text) : this.stamp;
    if (first || (!this.busy && this.stamp > (this.answer?.view.stamp ?? 0))) this.load();
  }

  connectedCallback() {
    if (!this.recordId) this.load();
  }

  disconnectedCallback() {
    // An answer that comes later is for nobody.
    this.turn += 1;
    clearTimeout(this.waiting);
  }

  get about() {
    return { card: this.card, recordId: this.recordId, stamp: this.stamp };
  }

  async load() {
    const turn = (this.turn += 1);
    clearTimeout(this.waiting);
    // The gateway gives up after 3 s too, but may itself be slow to answer.
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    this.waiting = setTimeout(() => {
      if (turn === this.turn) this.trouble = 'unreachable';
    }, PATIENCE);
    const answer = await ask('view', this.about);
    if (turn !== this.turn) return;
    clearTimeout(this.waiting);
    this.trouble = answer.trouble;
    this.refused = answer.ok === false ? answer : undefined;
    if (answer.ok) this.begin(answer);
    else if (answer.ok === false) this.texts = textsIn(answer.words, LOCALE, TIME_ZONE);
  }

  reload() {
    this.done = undefined;
    this.load();
  }

  take(answer) {
    this.texts = textsIn(answer.words, LOCALE, TIME_ZONE);
    this.answer = answer;
  }

  begin(answer) {
    this.take(answer);
    if (!this.opens || this.opened) return;
    const { actions, blocks } = answer.view;
    const offered = [...actions, ...blocks.flatMap((block) => block.actions ?? [])];
    const action = offered.find(({ name, disabledReason }) => name === this.opens && !disabledReason);
    if (action) this.opened = { action, form: answer.view.forms[action.form.name] };
  }

  choose(event) {
    event.stopPropagation();
    const { action, targets, origin } = event.detail;
    this.done = undefined;
    if (action.name === 'reload') this.load();
    else if (action.form || action.confirm) {
      const form = action.form && this.answer.view.forms[action.form.name];
      this.refusal = undefined;
      this.opened = { action: { ...action, targets }, form, origin };
    } else this.act({ action, targets, operationKey: crypto.randomUUID(), values: {} });
  }

  submit(event) {
    event.stopPropagation();
    this.act(event.detail);
  }

  async act({ action, targets, operationKey, values }) {
    if (this.busy) return;
    this.busy = true;
    const more = { action: action.name, targets, operationKey, values };
    const answer = await ask('act', this.about, more);
    this.busy = false;
    if (!answer.ok) {
      this.refusal = { ...this.refusalFrom(answer), action: action.name };
      return;
    }
    // A view that was asked for before this act would show what stood there before it.
    this.turn += 1;
    clearTimeout(this.waiting);
    this.trouble = undefined;
    this.take(answer);
    this.done = answer.done && this.texts.say(answer.done);
    this.close();
    if (answer.changedRecord && this.recordId)
      await notifyRecordUpdateAvailable([{ recordId: this.recordId }]);
  }

  /** Without an answer nobody knows whether it was done; the same key tells the server that it is the same act. */
  refusalFrom(answer) {
    return answer.trouble ? { retry: true, plain: answer.trouble === 'denied' ? DENIED : NOT_SAVED } : answer;
  }

  search = async (source, text) => {
    const answer = await ask('search', this.about, { source, text: text.slice(0, 120) });
    if (!answer.ok) {
      const plain = answer.trouble ? UNREACHABLE : this.texts.sayIn(answer.words, answer.message);
      return { choices: undefined, problem: plain };
    }
    const name = ({ text: named, ...message }) => named ?? this.texts.sayIn(answer.words, message);
    return { choices: answer.choices.map(({ value, label }) => ({ value, label: name(label) })) };
  };

  close() {
    const { origin } = this.opened ?? {};
    this.opened = undefined;
    this.refusal = undefined;
    // The button stands there again once the form is gone.
    if (origin) Promise.resolve().then(() => origin.isConnected && origin.focus());
    if (this.opens) this.dispatchEvent(new CustomEvent('finish'));
  }

  get view() {
    return this.answer?.view;
  }

  get title() {
    return this.view ? this.texts.say(this.view.title) : TITLE;
  }

  get isLoading() {
    return this.busy || (!this.trouble && !this.refused && (!this.view || this.view.state === 'loading'));
  }

  get troubleText() {
    return this.trouble === 'denied' ? DENIED : UNREACHABLE;
  }

  get showsRows() {
    return this.trouble === 'unreachable' && !this.view && Boolean(this.recordId);
  }

  get refusedText() {
    return this.refused && this.texts.say(this.refused.message);
  }

  get refusedNext() {
    return this.refused?.next && this.texts.say(this.refused.next);
  }

  /** A refusal that no open form shows. */
  get actRefused() {
    if (!this.refusal || this.opened) return undefined;
    return this.refusal.plain ?? this.texts.sayIn(this.refusal.words, this.refusal.message);
  }

  get blocks() {
    if (this.trouble === 'denied' || this.refused) return [];
    return (this.view?.blocks ?? []).map((block, index) => ({
      block,
      key: `${index}-${block.kind}`,
      refusal: block.kind === 'form' && block.action.name === this.refusal?.action ? this.refusal : undefined,
    }));
  }

  get actions() {
    return this.refused || this.trouble === 'denied' ? [] : (this.view?.actions ?? []);
  }

  get bodyClass() {
    return this.opened ? 'slds-hide' : 'body';
  }
}
