import { ProviderError } from '../../errors.ts';
import type { Provider } from './provider.ts';

/** What models say that refuse to be forced to call a tool, such as while they think. */
const REFUSES = /tool_choice|tool choice|forced?\b.{0,20}\btool/i;

const isRefusalOfChoice = (error: unknown) =>
  error instanceof ProviderError && error.code === 'model_refused_request' && REFUSES.test(error.message);

/** A provider that is asked without force once it has refused to be forced. */
export function withToolChoice(provider: Provider): Provider {
  let refuses = false;
  return {
    model: provider.model,
    async complete(request) {
      const free = { ...request, toolChoice: 'auto' } as const;
      if (request.toolChoice !== 'any') return provider.complete(request);
      if (refuses) return provider.complete(free);
      try {
        return await provider.complete(request);
      } catch (error) {
        if (!isRefusalOfChoice(error)) throw error;
        refuses = true;
        return provider.complete(free);
      }
    },
  };
}
