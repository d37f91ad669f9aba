/**
 * Marks by which the templates of chat models tell one speaker from another (ChatML and Qwen, Llama 2 and 3, Mistral,
 * Gemma, Phi, DeepSeek) and tool calls from text. `<s>` and `</s>` are left, since they are HTML as well.
 */
const chatTokens =
  /<(?=[|｜][a-z0-9_▁ ]{1,40}[|｜]>)|\[(?=\/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS|TOOL_CONTENT)\])|<(?=<\/?SYS>>)|<(?=\/?(?:start_of_turn|end_of_turn|tool_call|tool_response|tool_use|tool_result|tools|eos|bos)>)/gi;

/**
 * A text in which no mark of a chat template is whole, so that a document can neither end its speaker's turn nor begin
 * another: `<|im_start|>` becomes `< |im_start|>`, which a model reads and no tokenizer takes for the mark. Servers of
 * open models (and some of our own runtime's tokenizers) find the marks in any text they are sent.
 */
export function neutraliseChatTokens(text: string): string {
  return text.replace(chatTokens, (mark) => `${mark} `);
}
