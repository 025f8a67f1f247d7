/** Our package's names get its namespace, as they do in an org that has the package installed. */
export type Rename = (name: string) => string;

/** Custom names without a namespace get this one; standard names and names of another package stay. */
export function renamer(namespace: string | undefined): Rename {
  return (name) => {
    const own = /__[cr]$/.test(name) && !/^[A-Za-z0-9]+__.+__[cr]$/.test(name);
    return namespace !== undefined && own ? `${namespace}__${name}` : name;
  };
}
