import {
  AppBridge,
  PostMessageTransport,
  type McpUiHostContext,
} from '@modelcontextprotocol/ext-apps/app-bridge';

/** What the test hands into the page of the host, and what it hears from it. */
declare global {
  interface Window {
    hostContext: McpUiHostContext;
    given: { arguments: Record<string, unknown>; result: Parameters<AppBridge['sendToolResult']>[0] };
    callTool(params: unknown): Promise<never>;
    heard(what: string, params: unknown): void;
    changeContext(context: McpUiHostContext): void;
  }
}

/** The host of the test: the official bridge, with calls passed on to the official client. */
async function start(): Promise<void> {
  const frame = document.querySelector('iframe') as HTMLIFrameElement;
  const view = frame.contentWindow as Window;
  const bridge = new AppBridge(
    null,
    { name: 'test host', version: '1' },
    { openLinks: {}, serverTools: {}, updateModelContext: { text: {} } },
    { hostContext: window.hostContext },
  );
  bridge.oncalltool = (params) => window.callTool(params);
  bridge.onopenlink = async (params) => {
    window.heard('open', params);
    return {};
  };
  bridge.onupdatemodelcontext = async (params) => {
    window.heard('told', params);
    return {};
  };
  bridge.onsizechange = ({ height }) => {
    if (height !== undefined) frame.style.height = `${height}px`;
    window.heard('size', height);
  };
  bridge.oninitialized = async () => {
    await bridge.sendToolInput({ arguments: window.given.arguments });
    await bridge.sendToolResult(window.given.result);
  };
  window.changeContext = (context) => bridge.setHostContext(context);
  await bridge.connect(new PostMessageTransport(view, view));
  frame.src = '/view';
}

void start();
