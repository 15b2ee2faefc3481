/** Where uploads are created; an upload goes on at `<path>/<id>`. */
export const uploadsPath = '/api/uploads';
