/** Finds the message keys that our source names: whole ones, and those put together in a template. */
import ts from 'typescript';
import { modulesOf } from '../architecture/modules.ts';

export interface NamedKeys {
  /** Every string literal that has the form of a key. */
  whole: ReadonlySet<string>;
  /** What templates can make: `role.${role}` is any key of two parts that begins with `role.`. */
  made: readonly RegExp[];
}

const KEY = /^[a-z]\w*(\.\w+)+$/i;
/** A template that says too little, such as `${prefix}.${option}`, names nothing. */
const TELLING = /[a-z]{3,}/i;

export function keysNamedIn(folder: string, but: RegExp): NamedKeys {
  const whole = new Set<string>();
  const made: RegExp[] = [];
  for (const { path, text } of modulesOf(folder)) {
    if (but.test(path)) continue;
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) && KEY.test(node.text)) whole.add(node.text);
      if (ts.isTemplateExpression(node) && TELLING.test(literalOf(node))) made.push(patternOf(node));
      if (ts.isCallExpression(node) && node.expression.getText() === 'choices') {
        const [prefix] = node.arguments;
        if (prefix && ts.isStringLiteral(prefix)) made.push(new RegExp(`^${prefix.text}\\.\\w+$`));
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true));
  }
  return { whole, made };
}

function literalOf({ head, templateSpans }: ts.TemplateExpression): string {
  return head.text + templateSpans.map(({ literal }) => literal.text).join('');
}

function patternOf({ head, templateSpans }: ts.TemplateExpression): RegExp {
  const first = head.text === '' ? '[\\w.]+' : '\\w+';
  const rest = templateSpans.map(({ literal }, at) => (at === 0 ? first : '\\w+') + escaped(literal.text));
  return new RegExp(`^${escaped(head.text)}${rest.join('')}$`);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
