import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { forward } from '../api.server.ts';
import { tellRefusal } from '../refused-file.server.ts';

export const loader = async ({ request }: LoaderFunctionArgs): Promise<Response> =>
  tellRefusal(request, await forward(request));
export const action = ({ request }: ActionFunctionArgs): Promise<Response> => forward(request);
