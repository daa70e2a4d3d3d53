import fastify, { type FastifyInstance } from 'fastify';

/** What a model says next: a text for the person, or the call of a tool. */
export type Turn = { says: string } | { calls: string; given: object };

/** A message of a conversation, as the model is sent it. */
interface Message {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string;
}

/** A tool that the model may call. */
export interface OfferedTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, { type: string; description: string }> };
}

interface CompletionRequest {
	messages: Message[];
	tools: Array<{ function: OfferedTool }>;
}

/**
 * A chat model that says what it is told to, turn by turn, by the API that OpenAI's models have.
 *
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export class ChatModel {
	private readonly turns: Turn[] = [];
	private readonly server: FastifyInstance = fastify();
	private messages: Message[] = [];
	/** The tools of the last request. */
	tools: OfferedTool[] = [];

	static async start(): Promise<ChatModel> {
		const model = new ChatModel();
		model.server.post<{ Body: CompletionRequest }>('/v1/chat/completions', ({ body }) =>
			model.complete(body),
		);
		await model.server.listen({ host: '127.0.0.1', port: 0 });
		return model;
	}

	/** The base URL, for the credential of n8n's chat model node. */
	get url(): string {
		return `${this.server.listeningOrigin}/v1`;
	}

	/** From now on, it takes these turns. */
	follow(...turns: Turn[]): void {
		this.turns.splice(0, Infinity, ...turns);
	}

	/** What the tools answered in the last conversation, in order. */
	get toolAnswers(): string[] {
		return this.messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
	}

	async stop(): Promise<void> {
		await this.server.close();
	}

	private complete({ messages, tools }: CompletionRequest): object {
		this.messages = messages;
		this.tools = tools.map((tool) => tool.function);
		const turn = this.turns.shift();
		if (!turn) throw new Error('The model was asked once more than it has turns.');
		const message = 'says' in turn ? { content: turn.says } : callOf(turn.calls, turn.given);
		const choice = { index: 0, finish_reason: 'stop', message: { role: 'assistant', ...message } };
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		return { id: 'chatcmpl-1', object: 'chat.completion', model: 'test', choices: [choice], usage };
	}
}

const callOf = (name: string, given: object) => ({
	content: null,
	tool_calls: [
		{
			id: `call_${crypto.randomUUID()}`,
			type: 'function',
			function: { name, arguments: JSON.stringify(given) },
		},
	],
});
