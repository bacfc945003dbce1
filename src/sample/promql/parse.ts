import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import {
  durationUs,
  type Expression,
  type Grouping,
  type Matcher,
  PromqlLimit,
  PromqlMistake,
  type Selector,
} from './expression.ts';

const WORDS_BEFORE_BRACKET = /^(by|without|on|ignoring|group_left|group_right|bool|offset|and|or|unless)$/i;
/** Nodes of operators that stand between the two sides. */
const SET_OPERATORS = new Set(['And', 'Or', 'Unless']);

/** What is wrong with a text that does not parse. */
function mistakeIn(text: string): PromqlMistake {
  const bare = text.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const count = (sign: string) => bare.split(sign).length - 1;
  if (count('{') > count('}')) return new PromqlMistake('unexpected end of input inside braces');
  if (count('(') > count(')')) return new PromqlMistake('unclosed left parenthesis');
  if (count(')') > count('(')) return new PromqlMistake("unexpected right parenthesis ')'");
  const call = [...bare.matchAll(/([a-zA-Z_]\w*)\s*\(/g)].find(([, name = '']) => isUnknownFunction(name));
  if (call) return new PromqlMistake(`unknown function with name '${call[1]}'`);
  return new PromqlMistake(`invalid promql query: ${text}`);
}

/** Whether the grammar knows no function or aggregation of this name. */
function isUnknownFunction(name: string): boolean {
  if (WORDS_BEFORE_BRACKET.test(name)) return false;
  const top = parser.parse(`${name}(x)`).topNode.firstChild?.name;
  return top !== 'FunctionCall' && top !== 'AggregateExpr';
}

function unquoted(text: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  const inner = text.slice(1, -1).replaceAll(/\\(.)/gs, (whole, sign: string) => {
    const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
    return known[sign] ?? (/["'\\]/.test(sign) ? sign : whole);
  });
  return inner;
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}

/**
 * Read a query.
 * @throws {PromqlMistake} for one that is none
 * @throws {PromqlLimit} for one that the sample does not take
 */
export function parsePromql(text: string): Expression {
  if (text.trim() === '') throw new PromqlMistake('no expression found in input');
  const tree = parser.parse(text);
  let isBroken = false;
  tree.iterate({
    enter(node) {
      isBroken ||= node.type.isError;
    },
  });
  const top = tree.topNode.firstChild;
  if (isBroken || !top) throw mistakeIn(text);

  const textOf = (node: SyntaxNode) => text.slice(node.from, node.to);
  const childOf = (node: SyntaxNode, name: string) => node.getChild(name);

  function duration(node: SyntaxNode | null): number {
    const us = node && durationUs(textOf(node).replaceAll(/[[\]\s]/g, ''));
    if (us === null) throw new PromqlLimit('compute durations in PromQL');
    return us;
  }

  function matcher(node: SyntaxNode): Matcher {
    const [label, operator, value] = children(node);
    if (!label || !operator || !value) throw new PromqlLimit('match quoted metric names in PromQL');
    return {
      label: textOf(label),
      operator: textOf(operator) as Matcher['operator'],
      value: unquoted(textOf(value)),
    };
  }

  function selector(node: SyntaxNode): Selector {
    const name = childOf(node, 'Identifier');
    const matchers = (childOf(node, 'LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(matcher);
    const named = matchers.find(({ label, operator }) => label === '__name__' && operator === '=');
    return {
      kind: 'selector',
      metric: name ? textOf(name) : (named?.value ?? null),
      matchers: matchers.filter((one) => one !== named),
      rangeUs: null,
      offsetUs: 0,
    };
  }

  function grouping(node: SyntaxNode | null): Grouping | null {
    const labels = node && childOf(node, 'GroupingLabels');
    return labels
      ? {
          isOnly: Boolean(childOf(node, 'By') ?? childOf(node, 'On')),
          labels: children(labels).map(textOf),
        }
      : null;
  }

  function aggregate(node: SyntaxNode): Expression {
    const args = children(childOf(node, 'FunctionCallBody') as SyntaxNode).map(read);
    const of = args.at(-1);
    if (!of) throw new PromqlMistake('no arguments for aggregate expression provided');
    return {
      kind: 'aggregate',
      name: textOf(childOf(node, 'AggregateOp') as SyntaxNode).toLowerCase(),
      grouping: grouping(childOf(node, 'AggregateModifier')),
      parameter: args.length > 1 ? (args[0] as Expression) : null,
      of,
    };
  }

  function binary(node: SyntaxNode): Expression {
    const parts = children(node);
    const [left, operator] = parts as [SyntaxNode, SyntaxNode];
    if (SET_OPERATORS.has(operator.name)) throw new PromqlLimit(`compute "${textOf(operator)}" in PromQL`);
    const clause = childOf(node, 'MatchingModifierClause');
    if (clause && (childOf(clause, 'GroupLeft') || childOf(clause, 'GroupRight')))
      throw new PromqlLimit('match many series with one in PromQL');
    return {
      kind: 'binary',
      operator: textOf(operator),
      isBool: childOf(node, 'BoolModifier') !== null || clause?.getChild('BoolModifier') != null,
      matching: grouping(clause),
      left: read(left),
      right: read(parts.at(-1) as SyntaxNode),
    };
  }

  function shifted(node: SyntaxNode): Expression {
    const of = read(node.firstChild as SyntaxNode);
    if (of.kind !== 'selector') throw new PromqlLimit('shift this in PromQL');
    const isBack = /offset\s*-/i.test(textOf(node));
    const span = childOf(node, 'OffsetDurationExpr');
    const us = durationUs(span ? textOf(span).replace(/^-/, '') : '') ?? 0;
    return { ...of, offsetUs: isBack ? -us : us };
  }

  function read(node: SyntaxNode): Expression {
    switch (node.name) {
      case 'NumberDurationLiteral': {
        const literal = textOf(node);
        const value = /^[+-]?inf$/i.test(literal)
          ? Number(`${literal.startsWith('-') ? '-' : ''}Infinity`)
          : /[smhdwy]$/.test(literal)
            ? (durationUs(literal) ?? Number.NaN) / 1e6
            : Number(literal);
        return { kind: 'number', value, text: literal };
      }
      case 'StringLiteral':
        return { kind: 'string', value: unquoted(textOf(node)) };
      case 'VectorSelector':
        return selector(node);
      case 'MatrixSelector': {
        const of = selector(childOf(node, 'VectorSelector') as SyntaxNode);
        return { ...of, rangeUs: duration(childOf(node, 'DurationExpr')) };
      }
      case 'OffsetExpr':
        return shifted(node);
      case 'ParenExpr':
        return { kind: 'parentheses', of: read(node.firstChild as SyntaxNode) };
      case 'UnaryExpr': {
        const of = read(node.lastChild as SyntaxNode);
        return textOf(node).startsWith('-') ? { kind: 'negative', of } : of;
      }
      case 'FunctionCall':
        return {
          kind: 'call',
          name: textOf(childOf(node, 'FunctionIdentifier') as SyntaxNode),
          args: children(childOf(node, 'FunctionCallBody') as SyntaxNode).map(read),
        };
      case 'AggregateExpr':
        return aggregate(node);
      case 'BinaryExpr':
        return binary(node);
      default:
        throw new PromqlLimit(`evaluate this form of PromQL: ${textOf(node)}`);
    }
  }

  return read(top);
}
