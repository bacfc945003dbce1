import { OpenObserveMcpError } from '../../errors.ts';
import type { JsonSchema } from '../../contract/tool.ts';

/**
 * A form for a person: what is asked, and the fields as JSON Schema of text, numbers, booleans and closed lists, which
 * is all that MCP clients can show.
 */
export interface Question {
  readonly message: string;
  readonly properties: Readonly<Record<string, JsonSchema>>;
  readonly required: readonly string[];
}

/** What a person answered to the question that an earlier round of the same call asked. */
export interface PersonReply {
  /** As in the `PersonNeeded` of that round. */
  readonly state: unknown;
  /** The fields of the form; null when the person declined or closed it. */
  readonly content: Readonly<Record<string, unknown>> | null;
}

/**
 * A call that cannot go on before a person has answered. `state` is JSON that the same call gets back, signed, together
 * with the answer: what was done already, so that nothing is done twice.
 */
export class PersonNeeded extends OpenObserveMcpError {
  readonly question: Question;
  readonly state: unknown;

  constructor(question: Question, state: unknown) {
    super(question.message, 'caller', { code: 'person_needed' });
    this.question = question;
    this.state = state;
  }
}
