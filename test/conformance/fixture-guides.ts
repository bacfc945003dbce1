import { type GetPromptResult, inputRequired } from '@modelcontextprotocol/server';
import type { GuideHandlers } from '../../src/server/guide-handlers.ts';
import { NAME_FORM } from './forms.ts';
import { PIXEL_PNG } from './pixel.ts';

type Handler = (
  args: Readonly<Record<string, string>>,
  responses: Readonly<Record<string, unknown>> | undefined,
) => Awaited<ReturnType<GuideHandlers['prompt']>>;

const said = (...content: GetPromptResult['messages'][number]['content'][]): GetPromptResult => ({
  messages: content.map((each) => ({ role: 'user', content: each })),
});
const text = (value: string) => ({ type: 'text', text: value }) as const;

/** Prompts that the conformance suites get by name; what they must hold is said in their scenarios. */
const PROMPTS: Readonly<Record<string, { readonly takes: readonly string[]; readonly get: Handler }>> = {
  test_simple_prompt: { takes: [], get: () => said(text('This is a simple prompt for testing.')) },
  test_prompt_with_arguments: {
    takes: ['arg1', 'arg2'],
    get: ({ arg1, arg2 }) => said(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
  },
  test_prompt_with_embedded_resource: {
    takes: ['resourceUri'],
    get: ({ resourceUri = '' }) =>
      said(
        { type: 'resource', resource: { uri: resourceUri, mimeType: 'text/plain', text: 'Embedded.' } },
        text('Please process the embedded resource above.'),
      ),
  },
  test_prompt_with_image: {
    takes: [],
    get: () => said({ type: 'image', data: PIXEL_PNG, mimeType: 'image/png' }, text('Look at it.')),
  },
  test_input_required_result_prompt: {
    takes: [],
    get: (_, responses) =>
      responses === undefined
        ? inputRequired({
            inputRequests: {
              user_context: inputRequired.elicit({ message: 'What is it for?', requestedSchema: NAME_FORM }),
            },
          })
        : said(text(`With ${JSON.stringify(responses)}`)),
  },
};

const TEXT_URI = 'test://static-text';
const BINARY_URI = 'test://static-binary';
const TEMPLATE = 'test://template/{id}/data';

function contentOf(uri: string) {
  if (uri === TEXT_URI) return { uri, mimeType: 'text/plain', text: 'This is a static text resource.' };
  if (uri === BINARY_URI) return { uri, mimeType: 'image/png', blob: PIXEL_PNG };
  const [, id] = /^test:\/\/template\/([^/]+)\/data$/.exec(uri) ?? [];
  return id === undefined ? null : { uri, mimeType: 'application/json', text: JSON.stringify({ id }) };
}

/** The fixtures beside tools, behind the handlers that serve our own. */
export const FIXTURE_GUIDES: GuideHandlers = {
  prompts: () =>
    Object.entries(PROMPTS).map(([name, { takes }]) => ({
      name,
      description: `Fixture of the conformance suites: ${name}.`,
      arguments: takes.map((argument) => ({ name: argument, required: true })),
    })),
  async prompt({ name, arguments: args = {} }, { mcpReq }) {
    const prompt = PROMPTS[name];
    if (!prompt) throw new Error(`No prompt ${name}.`);
    return prompt.get(args, mcpReq.inputResponses);
  },
  resources: () => [
    { uri: TEXT_URI, name: 'static-text', mimeType: 'text/plain' },
    { uri: BINARY_URI, name: 'static-binary', mimeType: 'image/png' },
  ],
  templates: () => [{ uriTemplate: TEMPLATE, name: 'template', mimeType: 'application/json' }],
  async resource(uri) {
    const content = contentOf(uri);
    return content && { contents: [content] };
  },
  complete: async ({ argument }) => ({ completion: { values: [`${argument.value}-value`], hasMore: false } }),
};
