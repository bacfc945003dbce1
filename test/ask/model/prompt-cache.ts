import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Asked } from './model-server.ts';

type Json = Record<string, unknown>;

const tokensOf = (text: string) => encode(text).length;

/** The least that providers keep. */
const LEAST_TOKENS = 1024;
/** Most marks of one request that Anthropic takes. */
const MOST_MARKS = 4;
const LOOKBACK = 20;

const isMarked = (part: Json) => part.cache_control !== undefined;
const plain = ({ cache_control: _, ...part }: Json) => JSON.stringify(part);

/** The parts of a request in the order in which they are kept: tools, system, messages. */
function partsOf({ protocol, body }: Asked): Array<{ readonly text: string; readonly isMarked: boolean }> {
  const sent = JSON.parse(body) as Json;
  const tools = (sent.tools ?? []) as Json[];
  if (protocol === 'anthropic') {
    const blocks = (sent.messages as Json[]).flatMap(({ role, content }) =>
      (content as Json[]).map((block): Json => ({ role, ...block })),
    );
    return [...tools, ...(sent.system as Json[]), ...blocks].map((part) => ({
      text: plain(part),
      isMarked: isMarked(part),
    }));
  }
  const messages = (sent.messages ?? sent.input) as Json[];
  const system = sent.instructions === undefined ? [] : [{ instructions: sent.instructions } as Json];
  // Kept without marks, as far as requests begin alike.
  return [...tools, ...system, ...messages].map((part) => ({ text: plain(part), isMarked: true }));
}

export interface CacheUse {
  readonly input: number;
  readonly cached: number;
}

/** Keeps what a provider keeps of requests: the beginnings up to each mark, from 1,024 tokens on. */
export function createPromptCache() {
  const kept = new Set<string>();
  return {
    /** @throws {Error} on more marks than a provider takes */
    use(asked: Asked): CacheUse {
      const parts = partsOf(asked);
      if (asked.protocol === 'anthropic' && parts.filter((part) => part.isMarked).length > MOST_MARKS)
        throw new Error('too many marks');
      let prefix = '';
      const prefixes = parts.map(({ text }) => {
        prefix += text;
        return prefix;
      });
      const marks = parts.flatMap(({ isMarked: marked }, index) => (marked ? [index] : []));
      const isKept = (index: number) => kept.has(prefixes[index] ?? '');
      // From a mark backwards, a provider looks at so many blocks for what was written before.
      const read = marks.flatMap((mark) =>
        Array.from({ length: LOOKBACK }, (_, back) => mark - back).filter(isKept),
      );
      const cached = read.length === 0 ? 0 : tokensOf(prefixes[Math.max(...read)] ?? '');
      const written = marks
        .map((mark) => prefixes[mark] ?? '')
        .filter((each) => tokensOf(each) >= LEAST_TOKENS);
      for (const each of written) kept.add(each);
      return { input: tokensOf(prefix), cached };
    },
  };
}
