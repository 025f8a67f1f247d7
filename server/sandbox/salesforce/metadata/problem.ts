/** One component's failure in a deployment. */
export class Problem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Problem';
  }
}

/** Refuses elements the type does not have, in the words of Salesforce's XML reader. */
export function checkElements(type: string, given: object, allowed: readonly string[]): void {
  for (const name of Object.keys(given))
    if (!allowed.includes(name))
      throw new Problem(
        `Error parsing file: Element {http://soap.sforce.com/2006/04/metadata}${name} invalid at this location in type ${type}`,
      );
}
