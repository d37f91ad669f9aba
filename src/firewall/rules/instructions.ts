import type { Spec } from '../../spec/index.ts';
import type { Finding } from '../types.ts';
import { forEachLine } from './prose.ts';

/** Text that speaks to an agent rather than about a package. */
const patterns: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  {
    pattern:
      /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|the)\b.{0,30}\b(?:instructions?|prompts?|rules|guidelines|specification|context)\b/i,
    reason: 'asks an agent to ignore its instructions',
  },
  {
    pattern:
      /\b(?:you are|act as|pretend to be|behave as)\b.{0,30}\b(?:an? )?(?:AI|assistant|language model|LLM|agent|chatbot)\b/i,
    reason: 'tells an agent who it is',
  },
  {
    pattern: /<\|?(?:im_start|im_end|system|endoftext|eot_id|start_header_id)\|?>|\[\/?INST\]|<<SYS>>/i,
    reason: 'holds a chat template token',
  },
  {
    pattern: /\b(?:system prompt|developer message|hidden instructions?)\b/i,
    reason: "speaks of an agent's prompt",
  },
  { pattern: /<\/?(?:tool_call|function_call|tool_use|tool_result|invoke)\b/i, reason: 'holds a tool call' },
  {
    pattern:
      /\b(?:AI|LLM|language model|assistant|copilot|agent)s?\b.{0,30}\b(?:must|should|shall|are required to|have to)\b.{0,40}\b(?:read|open|fetch|download|execute|run|copy|send|upload|reveal|print|output)\b/i,
    reason: 'gives an order to an agent',
  },
];

export function findInstructions(spec: Spec): Finding[] {
  const findings: Finding[] = [];
  forEachLine(spec, ({ document, line, text }) => {
    const capped = text.slice(0, 4000);
    for (const { pattern, reason } of patterns) {
      if (pattern.test(capped)) findings.push({ rule: 'instruction', document, line, reason });
    }
  });
  return findings;
}
