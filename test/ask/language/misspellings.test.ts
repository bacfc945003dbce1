import { describe, expect, it } from 'vitest';
import { correctedFunctionWord } from '../../../src/ask/language/misspellings.ts';

describe('a slip of the hand', () => {
  it.each([
    ['teh', 'the'],
    ['hwo', 'how'],
    ['mny', 'many'],
    ['wich', 'which'],
    ['erors', 'errors'],
    ['averge', 'average'],
    ['bigest', 'biggest'],
    ['recrods', 'records'],
    ['poeple', 'people'],
    ['alltogether', 'altogether'],
    ['exceptoin', 'exception'],
    ['rejcts', 'rejects'],
    ['redy', 'ready'],
    ['frist', 'first'],
    ['fisrt', 'first'],
    ['succesful', 'successful'],
  ])('%s stands for %s', (slip, word) => {
    expect(correctedFunctionWord(slip)).toBe(word);
  });

  it.each(['tea', 'house', 'district', 'record', 'purple', 'reception', 'digest', 'read', 'repeated'])(
    '%s is none',
    (word) => {
      expect(correctedFunctionWord(word)).toBeNull();
    },
  );
});
