/** The WHERE clause as a tree: the parser's list of conditions and parentheses, read with SOQL's own precedence. */
import type { LiteralType, Query, WhereClause } from '@jetstreamapp/soql-parser-js';
import { malformed } from './errors.ts';
import { type Comparison, type Condition, type Literal, outside, type Soql } from './parse.ts';

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Condition;

/** `inner` reads the query of a semi-join. @throws MALFORMED_QUERY where AND and OR mix without parentheses */
export function readWhere(where: WhereClause, inner: (query: Query) => Soql): Condition {
  const tokens: Token[] = [];
  flatten(where, tokens, inner);
  let place = 0;
  const group = (): Condition => {
    const parts = [term()];
    const word = tokens[place];
    while (tokens[place] === 'AND' || tokens[place] === 'OR') {
      if (tokens[place] !== word) throw malformed(`unexpected token: ${String(tokens[place])}`);
      place += 1;
      parts.push(term());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: word === 'OR' ? 'or' : 'and', parts };
  };
  const term = (): Condition => {
    const token = tokens[place];
    place += 1;
    if (token === 'NOT') return { kind: 'not', part: term() };
    if (token === '(') {
      const whole = group();
      if (tokens[place] !== ')') throw malformed("expecting a right parentheses, found '<EOF>'");
      place += 1;
      return whole;
    }
    if (typeof token === 'object') return token;
    throw malformed(`unexpected token: ${token ?? '<EOF>'}`);
  };
  const whole = group();
  if (place < tokens.length) throw malformed(`unexpected token: '${String(tokens[place])}'`);
  return whole;
}

function flatten(where: WhereClause, tokens: Token[], inner: (query: Query) => Soql): void {
  const { left } = where;
  for (let n = 0; n < (left?.openParen ?? 0); n += 1) tokens.push('(');
  if (left !== null && 'operator' in left) {
    if ('fn' in left) throw outside('a function in WHERE');
    const base = { kind: 'test' as const, path: left.field, operator: left.operator as Comparison };
    if ('valueQuery' in left) tokens.push({ ...base, literals: [], subquery: inner(left.valueQuery) });
    else tokens.push({ ...base, literals: literalsOf(left) });
  }
  for (let n = 0; n < (left !== null && 'closeParen' in left ? (left.closeParen ?? 0) : 0); n += 1)
    tokens.push(')');
  if (!('operator' in where)) return;
  tokens.push(where.operator);
  flatten(where.right, tokens, inner);
}

interface Given {
  value: string | string[];
  literalType?: LiteralType | LiteralType[];
  dateLiteralVariable?: number | number[];
}

function literalsOf(given: Given): Literal[] {
  const values = Array.isArray(given.value) ? given.value : [given.value];
  return values.map((value, place) => {
    const type =
      (Array.isArray(given.literalType) ? given.literalType[place] : given.literalType) ?? 'STRING';
    if (type === 'APEX_BIND_VARIABLE') throw malformed(`unexpected token: ':'`);
    const n = Array.isArray(given.dateLiteralVariable)
      ? given.dateLiteralVariable[place]
      : given.dateLiteralVariable;
    const text = type === 'STRING' ? unquote(value) : value;
    return n === undefined ? { type, text } : { type, text: value.replace(/:.*/, ''), n };
  });
}

/** The text between the quotes; `%` and `_` stay escaped for LIKE to see. */
function unquote(quoted: string): string {
  const escapes: Record<string, string> = {
    n: '\n',
    r: '\r',
    t: '\t',
    b: '\b',
    f: '\f',
    '%': '\\%',
    _: '\\_',
  };
  return quoted.slice(1, -1).replace(/\\(.)/g, (_whole, letter: string) => escapes[letter] ?? letter);
}
