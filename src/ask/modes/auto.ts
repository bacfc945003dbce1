import type { CallContext } from '../../call/execute.ts';
import { OpenObserveMcpError } from '../../errors.ts';
import type { AnswerData } from '../questions/question-mode.ts';
import type { AskAnswer, AskMode, AskRequest, Router } from '../types.ts';
import { createWriteGate } from './write-gate.ts';

interface AutoOptions {
  readonly llm: AskMode;
  readonly agent: AskMode;
  readonly loadRouter: () => Promise<Router>;
  readonly answerData: AnswerData;
  /** Whether a request asks what happened or changed. */
  readonly isInvestigation: (request: string) => boolean;
}

/** Probability from which the words mean one operation. */
const SURELY = 0.8;

/** Words for several things of a kind, or for things that must be looked up first, by language. */
const SEVERAL = new RegExp(
  [
    'all|every|each|both|any|these|those|several|whichever|everything|wherever|whose|that (?:send|are|have|use|belong)',
    'alle[nrs]?|jede[nrms]?|beide[nrs]?|sämtliche[nrs]?|mehrere',
    'tou(?:s|tes|te)|chaque|plusieurs|les deux',
    'tod[oa]s?|cada|ambos|ambas|varios|varias|vários|várias',
  ]
    .map((words) => `(?<![\\p{L}\\d])(?:${words})(?![\\p{L}\\d])`)
    .concat('所有|全部|每个|每一|都|各个')
    .join('|'),
  'iu',
);

/** What joins several things that one order is about. */
const JOINED = /(?<![\p{L}\d])(?:and|und|et|y|e|plus)(?![\p{L}\d])|[,、，和及]/iu;

/** Words without what is quoted: a name may have any words in it. */
const unquoted = (words: string) => words.replaceAll(/"[^"]*"|'[^']*'|“[^”]*”|`[^`]*`/g, ' ');

/** Whether an answer is to all of the question. */
const isCovered = ({ decision, not_used: left = [] }: AskAnswer) => decision === 'run' && left.length === 0;

/**
 * The mode that chooses where a language model is set up: what the question engine covers costs no token, one plain read
 * or write is a matter of one call, and all else is looked into step by step.
 */
export function createAutoMode({
  llm,
  agent,
  loadRouter,
  answerData,
  isInvestigation,
}: AutoOptions): AskMode {
  /** The answer of the question engine, where it is one to all of the words. A failure is left to the model. */
  async function covered(request: AskRequest, context: CallContext): Promise<AskAnswer | null> {
    try {
      const answer = await answerData(request, context);
      return answer !== null && isCovered(answer) ? answer : null;
    } catch (error) {
      if (error instanceof OpenObserveMcpError && !context.signal.aborted) return null;
      throw error;
    }
  }

  async function isOneCall({ request }: AskRequest, orders: number, { view }: CallContext): Promise<boolean> {
    const said = unquoted(request);
    if (orders > 1 || SEVERAL.test(said) || (orders === 1 && JOINED.test(said))) return false;
    const { steps, decision, row, confidence } = (await loadRouter()).route(request, view);
    if (steps.length > 1 || row === null) return false;
    if (orders === 1) return row.access !== 'read' && (decision === 'run' || decision === 'ask');
    return row.access === 'read' && confidence >= SURELY;
  }

  return {
    async answer(request, context) {
      // What was asked back goes on where it was asked.
      if (request.tool !== null || request.answers !== null || context.reply !== undefined)
        return agent.answer(request, context);
      const { orders, isOrder } = createWriteGate(request.request);
      const isQuestion = orders.length === 0 && !isOrder;
      if (isQuestion && isInvestigation(request.request)) return agent.answer(request, context);
      const answer = isQuestion && !request.dryRun ? await covered(request, context) : null;
      if (answer !== null) return answer;
      const mode = (await isOneCall(request, orders.length, context)) ? llm : agent;
      return mode.answer(request, context);
    },
  };
}
