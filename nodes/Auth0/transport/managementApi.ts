import { NodeApiError } from 'n8n-workflow';

import type { AccessToken } from './accessToken';
import type { Delivery } from './delivery';
import { apiError, type ErrorText } from './errors';
import {
	exceedsPlan,
	explain,
	explainDoubt,
	explainFailure,
	isConflict,
	lacksPermission,
} from './explain';
import { readAnswer } from './reading';
import { reconcile, type Reconciled } from './reconcile';
import {
	hasUnknownOutcome,
	isSuccess,
	type ApiAnswer,
	type ApiCall,
	type ApiCommand,
	type ApiRequest,
} from './request';
import { isRetryable } from './retry';
import type { Context } from './sender';

const LACKS_PERMISSION = 'lacksPermission';
const EXCEEDS_PLAN = 'exceedsPlan';
const IS_IN_DOUBT = 'isInDoubt';
const IS_UNKNOWN = 'hasUnknownOutcome';
const MAY_PASS = 'mayPass';

/** Whether a request was refused because the application lacks a permission, which lasts. */
export const isMissingPermission = (error: unknown) =>
	error instanceof NodeApiError && error.context[LACKS_PERMISSION] === true;

/** Whether what a request was to create is there, and it cannot be told who created it. */
export const isInDoubt = (error: unknown) =>
	error instanceof NodeApiError && error.context[IS_IN_DOUBT] === true;

/** Whether nobody knows what became of a request that must not be sent twice. */
export const isUnknown = (error: unknown) =>
	error instanceof NodeApiError && error.context[IS_UNKNOWN] === true;

/** Whether a request failed by a fault that may be gone in a while, and another try is harmless. */
export const mayPass = (error: unknown) =>
	error instanceof NodeApiError && error.context[MAY_PASS] === true;

/** Whether a request was refused because of the plan of the tenant, which lasts. */
export const isBeyondPlan = (error: unknown) =>
	error instanceof NodeApiError && error.context[EXCEEDS_PLAN] === true;

/** Auth0's Management API, as the application of one credential sees it. */
export class ManagementApi {
	constructor(
		private readonly context: Context,
		private readonly token: AccessToken,
		private readonly delivery: Delivery,
		/** Names the tenant: its own domain is part of it, also where a custom domain is used. */
		readonly audience: string,
	) {}

	/**
	 * Carries out one request and returns its answer, as the request reads it. It waits for its turn in
	 * the rate limit (10 minutes at most), and is sent again up to five times after a fault if that is
	 * harmless.
	 *
	 * @throws NodeApiError with Auth0's message and what to do next. It carries no item index.
	 */
	async request<T>(request: ApiRequest<T>): Promise<T> {
		return await this.bodyOf(request, await reconcile(this.delivery, request));
	}

	/**
	 * As `request`, where only the effect is wanted.
	 *
	 * @throws as `request` does
	 */
	async send(command: ApiCommand): Promise<void> {
		const delivered = await this.delivery.deliver(command);
		const { answer } = delivered;
		if (!answer || !isSuccess(command, answer)) throw await this.errorOf(command, delivered);
	}

	/**
	 * As `send`, to remove what may be gone already.
	 *
	 * @returns false when the tenant does not know it (status 404)
	 */
	async sendUnlessGone(command: ApiCommand): Promise<boolean> {
		const delivered = await this.delivery.deliver(command);
		const { answer } = delivered;
		if (answer?.statusCode === 404) return false;
		if (!answer || !isSuccess(command, answer)) throw await this.errorOf(command, delivered);
		return true;
	}

	/**
	 * As `request`, for what may not be there.
	 *
	 * @returns undefined when the tenant does not know it (status 404)
	 */
	async find<T>(request: ApiRequest<T>): Promise<T | undefined> {
		const delivered = await reconcile(this.delivery, request);
		return delivered.answer?.statusCode === 404 ? undefined : await this.bodyOf(request, delivered);
	}

	/**
	 * As `request`, to create what may be there already.
	 *
	 * @returns undefined when it is (status 409)
	 */
	async createNew<T>(request: ApiRequest<T>): Promise<T | undefined> {
		const delivered = await reconcile(this.delivery, request);
		return delivered.answer &&
			isConflict(request, delivered.answer) &&
			delivered.doubt === undefined
			? undefined
			: await this.bodyOf(request, delivered);
	}

	/**
	 * As `request`, for an answer that calls for another request.
	 *
	 * @param read what such an answer says; undefined for every other
	 */
	async requestUnless<T, R>(
		request: ApiRequest<T>,
		read: (answer: ApiAnswer) => R | undefined,
	): Promise<{ body: T } | { other: R }> {
		const delivered = await reconcile(this.delivery, request);
		const other = delivered.answer && read(delivered.answer);
		return other === undefined ? { body: await this.bodyOf(request, delivered) } : { other };
	}

	/**
	 * The error of what Auth0 answered without refusing it. It carries no item index.
	 *
	 * @param words Auth0's own, which become the error's data
	 */
	failure(text: ErrorText, words?: { message: string; errorCode: string }): NodeApiError {
		const error = apiError(this.context.getNode(), text);
		if (words) error.context.data = words;
		return error;
	}

	private async bodyOf<T>(request: ApiRequest<T>, reconciled: Reconciled): Promise<T> {
		const { answer, doubt } = reconciled;
		if (doubt === undefined && answer && isSuccess(request, answer)) {
			return readAnswer(this.context.getNode(), request, answer);
		}
		throw await this.errorOf(request, reconciled);
	}

	/** Why a request has no answer that can be used. */
	private async errorOf(request: ApiCall, reconciled: Reconciled): Promise<NodeApiError> {
		const error = await this.explained(request, reconciled);
		if (hasUnknownOutcome(request, reconciled)) error.context[IS_UNKNOWN] = true;
		const isLimited = reconciled.answer?.statusCode === 429;
		if (isLimited || isRetryable(request, reconciled)) error.context[MAY_PASS] = true;
		return error;
	}

	private async explained(request: ApiCall, reconciled: Reconciled): Promise<NodeApiError> {
		const { answer, failure, attempts, doubt } = reconciled;
		const node = this.context.getNode();
		if (doubt !== undefined) {
			const error = apiError(node, explainDoubt(request, doubt, attempts));
			error.context[IS_IN_DOUBT] = true;
			return error;
		}
		if (!answer) return apiError(node, explainFailure(request, failure, attempts));
		const text = explain(request, answer, attempts, this.token.scope);
		const error = apiError(node, (await this.foundOut(request, answer)) ?? text, answer);
		if (lacksPermission(answer)) error.context[LACKS_PERMISSION] = true;
		if (exceedsPlan(answer)) error.context[EXCEEDS_PLAN] = true;
		return error;
	}

	/** Why what a request is about is missing, or exists already, as far as it can be found out. */
	private async foundOut({ subject }: ApiCall, { statusCode }: ApiAnswer) {
		try {
			if (statusCode === 404) return await subject?.explainMissing?.(this);
			if (statusCode === 409) return await subject?.explainExisting?.(this);
		} catch {
			// The application may lack the permission to look.
		}
		return undefined;
	}
}
