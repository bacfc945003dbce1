import type { Arguments, ToolRow } from '../../contract/tool.ts';
import { isShortPanel, streamOf } from '../../call/short-forms/panel.ts';
import type { Dictionary } from '../data/dictionary.ts';

/** Arguments in which panels in short, and a call about one stream, say of which type the stream is, where there is but one of its name. */
export async function withStreamTypes(
  { places }: ToolRow,
  args: Readonly<Arguments>,
  dictionary: Dictionary,
): Promise<Arguments> {
  const given = [args.panel, args.panels].flat();
  const lacksType =
    'stream_type' in places && args.stream_type === undefined && typeof args.stream_name === 'string';
  if (!lacksType && !given.some(isShortPanel)) return { ...args };
  const streams = await dictionary.streams();
  const typeOf = (wanted: string) => {
    const types = streams.filter(({ name }) => name === wanted).map(({ type }) => type);
    return types.length === 1 ? types[0] : undefined;
  };
  const typed = (panel: unknown): unknown => {
    if (!isShortPanel(panel) || panel.streamType !== undefined || panel.promql !== undefined) return panel;
    const type = typeOf(streamOf(panel));
    return type === undefined || type === 'logs' ? panel : { ...panel, streamType: type };
  };
  const type = lacksType ? typeOf(String(args.stream_name)) : undefined;
  return {
    ...args,
    ...(type === undefined ? {} : { stream_type: type }),
    ...(args.panel === undefined ? {} : { panel: typed(args.panel) }),
    ...(Array.isArray(args.panels) ? { panels: args.panels.map(typed) } : {}),
  };
}
