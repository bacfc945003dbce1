import {
  App,
  applyDocumentTheme,
  applyHostStyleVariables,
  type McpUiHostContext,
} from '@modelcontextprotocol/ext-apps';
import type { Host, ToolAnswer, ToolArguments } from './draw/host.ts';

/** What a view is given to draw: the call, and what came of it. */
export interface Given {
  readonly tool: string;
  /** What people call it. */
  readonly title: string;
  readonly arguments: ToolArguments;
  readonly answer: ToolAnswer;
}

interface Drawing {
  draw(given: Given, host: Host): void;
  /** The call was stopped. */
  stopped(): void;
}

function asTheme({ theme, styles }: McpUiHostContext): void {
  if (theme) applyDocumentTheme(theme);
  if (styles?.variables) applyHostStyleVariables(styles.variables);
}

function hostOf(app: App): Host {
  const can = app.getHostCapabilities() ?? {};
  return {
    call: can.serverTools
      ? async (name, args) => (await app.callServerTool({ name, arguments: { ...args } })) as ToolAnswer
      : null,
    open: can.openLinks ? (url) => void app.openLink({ url }) : null,
    tell(words) {
      if (!can.updateModelContext) return;
      // The person sees what happened here; the model may miss it.
      app.updateModelContext({ content: [{ type: 'text', text: words }] }).catch(() => undefined);
    },
    timeZone: app.getHostContext()?.timeZone,
  };
}

/** Connects to the host in whose frame this runs, and draws what it sends. */
export async function connectToHost({ draw, stopped }: Drawing): Promise<void> {
  const app = new App({ name: 'openobserve-mcp view', version: '1' }, {});
  let args: ToolArguments = {};
  let waiting: ToolAnswer | null = null;
  let isConnected = false;
  function drawNow(answer: ToolAnswer): void {
    const { name = '', title = name } = app.getHostContext()?.toolInfo?.tool ?? {};
    draw({ tool: name, title, arguments: args, answer }, hostOf(app));
  }
  app.addEventListener('toolinput', ({ arguments: given = {} }) => {
    args = given;
  });
  app.addEventListener('toolresult', (answer) => {
    if (isConnected) drawNow(answer as ToolAnswer);
    else waiting = answer as ToolAnswer;
  });
  app.addEventListener('toolcancelled', stopped);
  app.addEventListener('hostcontextchanged', asTheme);
  await app.connect();
  isConnected = true;
  asTheme(app.getHostContext() ?? {});
  if (waiting) drawNow(waiting);
}
