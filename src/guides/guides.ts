import type { View } from '../catalog/catalog.ts';
import type { Toolset } from '../contract/catalog-rows.ts';
import { type CompletionRequest, type Completion, complete } from './completions.ts';
import { InputError, OpenObserveMcpError } from '../errors.ts';
import { listedPrompts, promptNamed, promptText } from './offered-prompts.ts';
import { listedResources, listedTemplates, type Read, readResource } from './resources.ts';

/** For whom, and how their data are read. */
export interface GuideContext {
  readonly view: View;
  readonly toolsets: readonly Toolset[];
  readonly read: Read;
}

/** What is served beside tools: prompts, resources and completions. Loaded when one of them is first asked for. */
export function createGuides({ view, toolsets, read }: GuideContext) {
  return {
    prompts: () => listedPrompts(view),
    /** @throws {InputError} for an unknown prompt, and when a required argument is missing */
    prompt: (name: string, args: Readonly<Record<string, string>>) => ({
      description: promptNamed(view, name).description,
      text: promptText(view, name, args),
    }),
    resources: () => listedResources(view),
    templates: () => listedTemplates(view),
    /** Null when there is nothing at this address. @throws {OpenObserveMcpError} when it cannot be read */
    resource: (uri: string) => readResource(uri, view, toolsets, read),
    /** Nothing where the data cannot be read: a person who types wants no error. @throws {InputError} for an unknown prompt */
    async complete(completing: CompletionRequest): Promise<Completion> {
      try {
        return await complete(completing, view, read);
      } catch (error) {
        const isWrong = error instanceof InputError && error.code === 'unknown_prompt';
        if (isWrong || !(error instanceof OpenObserveMcpError)) throw error;
        return { values: [], total: 0, hasMore: false };
      }
    },
  };
}
