/** Draws one block of a view, by the template of its kind. */
import { LightningElement, api } from 'lwc';
import CHOOSE_ALL from '@salesforce/label/c.Alongside_Choose_All';
import COMPARED from '@salesforce/label/c.Alongside_Compared';
import { draw } from 'c/alongsideDrawing';
import actions from './actions.html';
import badges from './badges.html';
import chart from './chart.html';
import copy from './copy.html';
import coverage from './coverage.html';
import facts from './facts.html';
import form from './form.html';
import notice from './notice.html';
import pairs from './pairs.html';
import suggestions from './suggestions.html';
import table from './table.html';
import timeline from './timeline.html';

const TEMPLATES = {
  actions,
  badges,
  chart,
  copy,
  coverage,
  facts,
  form,
  notice,
  pairs,
  suggestions,
  table,
  timeline,
};

export default class AlongsideBlock extends LightningElement {
  labels = { CHOOSE_ALL, COMPARED };
  /** Ids of the chosen pairs. */
  chosen = [];
  @api texts;
  /** The view's forms, by name. */
  @api forms;
  @api busy = false;
  /** The refusal of an act that this block's own form asked for. */
  @api refusal;
  /** Finds choices for a record search field. */
  @api search;

  /** A block of the contract. */
  @api
  get block() {
    return this.given;
  }
  set block(block) {
    this.given = block;
    const ids = new Set(block.items?.map(({ id }) => id));
    // What was decided meanwhile can no longer be chosen.
    this.chosen = this.chosen.filter((id) => ids.has(id));
  }
  given;

  constructor() {
    super();
    for (const type of ['alongsideact', 'alongsidesubmit'])
      this.template.addEventListener(type, (event) => this.pass(event));
  }

  render() {
    return TEMPLATES[this.block.kind];
  }

  get drawn() {
    const drawn = draw(this.block, this.texts);
    if (this.block.kind !== 'pairs') return drawn;
    const items = drawn.items.map((item) => ({ ...item, chosen: this.chosen.includes(item.id) }));
    return { ...drawn, items, all: items.length > 0 && items.every((item) => item.chosen) };
  }

  get form() {
    return this.forms[this.block.action.form.name];
  }

  get hasBulk() {
    return this.block.bulk.length > 0 && this.block.items.length > 0;
  }

  /** On to the card: what is asked for inside a block leaves its own component only, and no page hears of it. */
  pass(event) {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent(event.type, { bubbles: true, detail: event.detail }));
  }

  choose(event) {
    const { id } = event.target.dataset;
    const others = this.chosen.filter((one) => one !== id);
    this.chosen = event.target.checked ? [...others, id] : others;
  }

  chooseAll(event) {
    this.chosen = event.target.checked ? this.block.items.map(({ id }) => id) : [];
  }

  /** Arrow keys go from one pair to the next, so that a long queue can be worked through without a mouse. */
  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const boxes = [...this.template.querySelectorAll('input[data-id]')];
    const next = boxes[boxes.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
