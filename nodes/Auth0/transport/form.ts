import { randomBytes } from 'crypto';

/** A body that is no JSON. */
export interface TextBody {
	text: string;
	contentType: string;
}

/** A part of a form that is a file. */
interface FilePart {
	fileName: string;
	contentType: string;
	text: string;
}

/**
 * A form with files, as text: it can be sent again as it is, which a stream cannot.
 *
 * @param parts by their names
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export function formOf(parts: Record<string, string | FilePart>): TextBody {
	const boundary = `form-${randomBytes(16).toString('hex')}`;
	const texts = Object.entries(parts).map(([name, part]) => {
		const disposition = `Content-Disposition: form-data; name="${name}"`;
		const lines =
			typeof part === 'string'
				? [disposition, '', part]
				: [
						`${disposition}; filename="${part.fileName}"`,
						`Content-Type: ${part.contentType}`,
						'',
						part.text,
					];
		return `--${boundary}\r\n${lines.join('\r\n')}\r\n`;
	});
	return {
		text: `${texts.join('')}--${boundary}--\r\n`,
		contentType: `multipart/form-data; boundary=${boundary}`,
	};
}
