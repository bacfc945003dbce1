import { describe, expect, it } from 'vitest';
import { pledgeIn } from '../../src/call/confirm/approval-question.ts';
import { createSemanticMode } from '../../src/ask/modes/semantic.ts';
import type { AskAnswer, AskRequest, Route, Router } from '../../src/ask/types.ts';
import { readConfig } from '../../src/config/config.ts';
import { ApiError, ConfirmationRequired } from '../../src/errors.ts';
import type { CallContext, ToolCall } from '../../src/call/execute.ts';
import { type PersonReply, PersonNeeded } from '../../src/call/confirm/question.ts';
import { viewOf } from '../prove/tools-page.ts';

const config = readConfig({}, { O2_TZ: 'UTC' });
const view = viewOf('all');
const rowOf = (name: string) => view.reach(name);

/** Knows a few sentences by heart. */
const SENTENCES: Readonly<Record<string, Partial<Route> & { tool?: string }>> = {
  'create folder A and then delete stream b and list the streams': {
    steps: ['create folder A', 'delete stream b', 'list the streams'],
  },
  'create folder A and then do the thing': { steps: ['create folder A', 'do the thing'] },
  'create folder A': { tool: 'create_folder', arguments: { name: 'A' } },
  'delete stream b': { tool: 'stream_delete', arguments: { stream_name: 'b' } },
  'list the streams': { tool: 'stream_list', arguments: {} },
  'do the thing': { decision: 'candidates', row: null },
  'make a folder': { tool: 'create_folder', decision: 'ask' },
};

const router: Router = {
  shortlist: () => [],
  fill: (request) => ({ arguments: SENTENCES[request]?.arguments ?? {}, missing: [] }),
  route(request) {
    const { tool, ...known } = SENTENCES[request] ?? { decision: 'decline' as const };
    return {
      decision: 'run',
      row: tool === undefined ? null : rowOf(tool),
      confidence: 1,
      candidates: [],
      arguments: {},
      missing: [],
      steps: [request],
      reason: 'No such sentence.',
      ...known,
    };
  },
};

/** The mode over an OpenObserve that writes down what it is told, and wants a yes before it destroys. */
function modeOver(fail: string | null = null) {
  const calls: ToolCall[] = [];
  const mode = createSemanticMode({
    loadRouter: async () => router,
    config,
    questions: {
      answer: async () => null,
      answerWhole: async () => null,
      ranks: () => false,
      asksOfData: () => false,
      decline: async (answer) => ({
        mode: 'semantic',
        decision: 'decline',
        answer,
        steps: [],
        missing: [],
        candidates: [],
      }),
    },
    readBack: { before: async () => null, after: async () => ({ text: '', still: [] }) },
    sayKinds: async (request: string) => request,
    secondLook: {
      reasonFor: async () => null,
      preview: async () => ({ text: '', facts: '', state: null }),
    },
    prepare: async (row, said) => ({
      arguments: said.arguments,
      missing:
        row.name === 'create_folder' && said.arguments.name === undefined
          ? [{ name: 'name', question: 'What should the folder be called?' }]
          : [],
    }),
    async execute(call, context) {
      const row = rowOf(call.name);
      const { confirm, ...args } = call.arguments;
      if (
        row.access === 'destructive' &&
        !context.approved() &&
        pledgeIn(context.reply) !== 'pledge' &&
        confirm !== 'token'
      )
        throw new ConfirmationRequired('It would be deleted.', 'token', 'pledge', true);
      calls.push({ name: row.name, arguments: args });
      if (row.name === fail)
        throw new ApiError('OpenObserve is down.', 'nobody', { code: 'down', status: 503, apiCode: null });
      return {
        row,
        args,
        organization: 'default',
        isFull: false,
        range: null,
        request: {
          method: row.method,
          path: row.path,
          query: [],
          contentType: null,
          body: null,
          access: row.access,
        },
        value: { list: [] },
        notes: [],
        changes: null,
        truncated: false,
        seen: {},
      } as never;
    },
  });
  return { mode, calls };
}

const request = (words: string, more: Partial<AskRequest> = {}): AskRequest => ({
  request: words,
  mode: 'auto',
  dryRun: false,
  tool: null,
  answers: null,
  previous: null,
  ...more,
});

function context(more: Partial<CallContext> = {}): CallContext {
  return {
    view,
    signal: new AbortController().signal,
    approved: () => false,
    caller: 'test',
    ...more,
  };
}

async function questionOf(work: Promise<AskAnswer>): Promise<PersonNeeded> {
  const error = await work.then(
    () => null,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(PersonNeeded);
  return error as PersonNeeded;
}

const STEPS = 'create folder A and then delete stream b and list the streams';
const states = ({ steps }: AskAnswer) => steps.map(({ tool, state }) => `${tool} ${state}`);

describe('several steps', () => {
  it('run in order, ask before the one that destroys, and never repeat one after a question', async () => {
    const { mode, calls } = modeOver();
    const asked = await questionOf(mode.answer(request(STEPS), context({ canAsk: true })));
    expect(asked.question.properties).toHaveProperty('approve');
    expect(calls.map(({ name }) => name)).toEqual(['create_folder']);
    // What travels through the client is JSON.
    const state = JSON.parse(JSON.stringify(asked.state));
    const reply: PersonReply = { state, content: { approve: true } };
    const answer = await mode.answer(request(STEPS), context({ canAsk: true, reply }));
    expect(calls.map(({ name }) => name)).toEqual(['create_folder', 'stream_delete', 'stream_list']);
    expect(states(answer)).toEqual(['create_folder done', 'stream_delete done', 'stream_list done']);
  });

  it('stop where the person says no, and say what was done before', async () => {
    for (const content of [null, { approve: false }, {}]) {
      const { mode, calls } = modeOver();
      const { state } = await questionOf(mode.answer(request(STEPS), context({ canAsk: true })));
      const work = mode.answer(request(STEPS), context({ canAsk: true, reply: { state, content } }));
      const answer = await work.catch((error) => error);
      expect(calls.map(({ name }) => name)).toEqual(['create_folder']);
      if (answer instanceof PersonNeeded) continue;
      expect(states(answer)).toEqual(['create_folder done', 'stream_delete skipped', 'stream_list skipped']);
      expect(answer.answer).toContain('Create a folder');
    }
  });

  it('wait in the answer for a token where nobody can be asked', async () => {
    const { mode, calls } = modeOver();
    const answer = await mode.answer(request(STEPS), context());
    expect(states(answer)).toEqual(['create_folder done', 'stream_delete waiting', 'stream_list skipped']);
    expect(answer.resume).toEqual({ tool: 'stream_delete', answers: { stream_name: 'b', confirm: 'token' } });
    expect(calls.map(({ name }) => name)).toEqual(['create_folder']);
    const done = await mode.answer(request(STEPS, answer.resume), context());
    expect(states(done)).toEqual(['stream_delete done']);
    expect(calls.map(({ name }) => name)).toEqual(['create_folder', 'stream_delete']);
  });

  it('do nothing while one of them is not clear', async () => {
    const { mode, calls } = modeOver();
    const answer = await mode.answer(request('create folder A and then do the thing'), context());
    expect(answer.decision).toBe('candidates');
    expect(answer.answer).toContain('Nothing was done yet');
    expect(calls).toEqual([]);
  });

  it('report a failure in the middle with what was done and what was not', async () => {
    const { mode } = modeOver('stream_delete');
    const answer = await mode.answer(request(STEPS), context({ approved: () => true }));
    expect(states(answer)).toEqual(['create_folder done', 'stream_delete failed', 'stream_list skipped']);
    expect(answer.answer).toContain('OpenObserve is down.');
  });

  it('are only told in a dry run', async () => {
    const { mode, calls } = modeOver();
    const answer = await mode.answer(request(STEPS, { dryRun: true }), context({ canAsk: true }));
    expect(states(answer)).toEqual(['create_folder planned', 'stream_delete planned', 'stream_list planned']);
    expect(calls).toEqual([]);
  });
});

describe('what is missing', () => {
  it('is asked by a form, and the call goes on with the answer', async () => {
    const { mode, calls } = modeOver();
    const asked = await questionOf(mode.answer(request('make a folder'), context({ canAsk: true })));
    expect(asked.question.required).toEqual(['name']);
    const reply = { state: asked.state, content: { name: 'B' } };
    const answer = await mode.answer(request('make a folder'), context({ canAsk: true, reply }));
    expect(states(answer)).toEqual(['create_folder done']);
    expect(calls).toEqual([{ name: 'create_folder', arguments: { name: 'B' } }]);
  });

  it('is asked in the answer, and the call goes on with tool and answers', async () => {
    const { mode, calls } = modeOver();
    const asked = await mode.answer(request('make a folder'), context());
    expect(asked).toMatchObject({ decision: 'ask', missing: [{ name: 'name' }] });
    await mode.answer(request('make a folder', { tool: 'create_folder', answers: { name: 'B' } }), context());
    expect(calls).toEqual([{ name: 'create_folder', arguments: { name: 'B' } }]);
  });
});
