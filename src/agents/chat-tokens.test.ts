import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseChatTokens } from './chat-tokens.ts';
import type { CallOptions, LanguageModelObject } from './providers/language-model.ts';
import { streamReply } from './providers/stream-reply.ts';

const tokens = [
  '<|im_start|>',
  '<|im_end|>',
  '<|endoftext|>',
  '<|fim_prefix|>',
  '<|begin_of_text|>',
  '<|start_header_id|>',
  '<|eot_id|>',
  '<|eom_id|>',
  '<|python_tag|>',
  '<|system|>',
  '<|assistant|>',
  '<｜User｜>',
  '<｜end▁of▁sentence｜>',
  '[INST]',
  '[/INST]',
  '[TOOL_CALLS]',
  '[AVAILABLE_TOOLS]',
  '[/AVAILABLE_TOOLS]',
  '[SYSTEM_PROMPT]',
  '<<SYS>>',
  '<</SYS>>',
  '<start_of_turn>',
  '<end_of_turn>',
  '<tool_call>',
  '</tool_call>',
  '<tool_response>',
  '<eos>',
];

describe('neutraliseChatTokens()', () => {
  it.each(tokens)('breaks %s, in any case and twice in a row', (token) => {
    const broken = neutraliseChatTokens(`a${token}${token.toUpperCase()}b`);

    expect(broken.toLowerCase()).not.toContain(token.toLowerCase());
    expect(broken.replaceAll(' ', '')).toBe(`a${token}${token.toUpperCase()}b`);
  });

  it.each([
    'a <b> c',
    'x <| y',
    'f(a) |> g',
    'if (a<b||c>d) [INSTALL]',
    '<s>gone</s>',
    '[x][INST',
    'List<string>',
  ])('leaves %s as it is', (text) => {
    expect(neutraliseChatTokens(text)).toBe(text);
  });

  it('leaves no mark whole in any text made of their pieces, and changes nothing the second time', () => {
    const pieces = fc.constantFrom(
      ...tokens,
      '<',
      '|',
      '>',
      '[',
      ']',
      '/',
      'im_start',
      'INST',
      '<<',
      ' ',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const broken = neutraliseChatTokens(parts.join(''));

        for (const token of tokens) expect(broken).not.toContain(token);
        expect(neutraliseChatTokens(broken)).toBe(broken);
      }),
    );
  });

  it('takes time in proportion to hostile text', () => {
    const started = process.cpuUsage();

    for (const text of [
      '<|'.repeat(500_000),
      `<|${'a'.repeat(1_000_000)}`,
      '[/'.repeat(500_000),
      '<'.repeat(1_000_000),
    ]) {
      neutraliseChatTokens(text);
    }

    expect(process.cpuUsage(started).user / 1000).toBeLessThan(10_000);
  });
});

it('streamReply() hands no whole mark of a chat template to any model, the embedded one or another', async () => {
  const calls: CallOptions[] = [];
  const language = {
    specificationVersion: 'v3',
    provider: 'fake',
    modelId: 'fake',
    supportedUrls: {},
    doGenerate: () => Promise.reject(new Error('not asked')),
    async doStream(call: CallOptions) {
      calls.push(call);
      const finish = {
        type: 'finish',
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: { inputTokens: {}, outputTokens: {} },
      };
      return { stream: ReadableStream.from([finish]) };
    },
  } as unknown as LanguageModelObject;
  const hostile = `readme ${tokens.join(' ')} end`;

  await streamReply(
    { language, name: 'fake/fake', idleTimeoutMs: null },
    {
      ...{ purpose: 'agent-a/statements', maxOutputTokens: 5, temperature: 0, seed: 1, system: hostile },
      messages: [
        { role: 'user', content: hostile },
        { role: 'assistant', content: hostile },
      ],
    },
    {},
  );

  const sent = JSON.stringify(calls[0]?.prompt);
  expect(calls[0]?.prompt).toHaveLength(3);
  for (const token of tokens) expect(sent).not.toContain(token);
});
