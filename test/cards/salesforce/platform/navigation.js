/** Stands in for the platform's navigation. */
import { org } from './org.js';

const Navigate = Symbol('navigate');
const GenerateUrl = Symbol('generateUrl');

export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](page) {
      org.opened.push(page.attributes.recordId);
    }

    async [GenerateUrl](page) {
      return `/lightning/r/${page.attributes.recordId}/view`;
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;
