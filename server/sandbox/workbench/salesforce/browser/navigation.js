/** The platform's navigation, to the pages of the workbench. */
/* global location */
const Navigate = Symbol('navigate');
const GenerateUrl = Symbol('generateUrl');

const addressOf = ({ attributes }) => `/salesforce/${attributes.recordId}`;

export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](page) {
      location.assign(addressOf(page));
    }

    async [GenerateUrl](page) {
      return addressOf(page);
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;
