import type { Model, ModelReply } from '../../agents/types.ts';
import type { AgentInput } from '../types.ts';
import type { RelayClient } from './relay-client.ts';

/** The model as an agent behind the wall has it: every request goes through the relay, and there is no other way. */
export function createRelayedModel(
  client: RelayClient,
  { name, contextTokens, countsTokens }: AgentInput['model'],
): Model {
  return {
    name,
    contextTokens,
    async generate(request, observer) {
      const { onText, onRetry } = observer ?? {};
      const stream = onText !== undefined || onRetry !== undefined;
      const reply = await client.ask(
        'model',
        { request, stream },
        {
          ...(onText && { onDelta: (delta) => onText(delta) }),
          ...(onRetry && { onRetry: ({ message, delayMs }) => onRetry(new Error(message), delayMs) }),
        },
      );
      return reply as ModelReply;
    },
    ...(countsTokens && {
      countTokens: async (text: string) => (await client.ask('tokens', { text })) as number,
    }),
    close: () => Promise.resolve(),
  };
}
