/** De la última respuesta al resultado. */
export const clarification = {
  title: '¿Algo que añadir?',
  lead: 'Algo que quieras que sepan quienes valoran, por ejemplo que un ruido te interrumpió. También puedes dejarlo vacío.',
  label: 'Tu nota (opcional)',
  tooLong: (over: number) => `Sobran ${over} caracteres.`,
  go: 'Continuar',
};

export const hand = {
  title: 'Entregar tus respuestas',
  lead: 'Comprueba que está todo. Después no se puede cambiar nada.',
  missing: 'sin responder',
  waiting: (count: number) =>
    count === 1
      ? 'Una grabación aún está en camino. Podrás entregar cuando haya llegado.'
      : `${count} grabaciones aún están en camino. Podrás entregar cuando hayan llegado.`,
  incomplete: 'Podrás entregar cuando cada pregunta tenga una respuesta.',
  note: 'Tu nota',
  noNote: 'Sin nota',
  promise: (days: number) =>
    days === 1 ? 'Tendrás noticias nuestras en 1 día.' : `Tendrás noticias nuestras en ${days} días.`,
  go: 'Entregar',
  sure: '¿Entregar ahora?',
  sureText: 'Después ya no podrás cambiar ni grabar nada.',
  yes: 'Sí, entregar',
  no: 'Todavía no',
  notYet: 'Volver a las preguntas',
};

export const status = {
  title: 'Tus respuestas han llegado',
  thanks: (name: string) => `Gracias, ${name}.`,
  receivedOn: 'Entregado',
  hearBy: 'Tendrás noticias antes del',
  received: 'Lo que hemos recibido',
  recorded: (kind: string, clock: string) => `${kind}, ${clock}`,
  choices: 'Lo que elegiste',
  transcriptionYes: 'Transcripción: permitida',
  transcriptionNo: 'Transcripción: no permitida',
  assessmentYes: 'Resumen de la IA: permitido',
  assessmentNo: 'Resumen de la IA: no permitido',
  next: 'Qué pasa ahora',
  nextText:
    'Unas personas ven tus respuestas y las valoran. Encontrarás el resultado en esta página y en un correo. Puedes cerrar esta página y volver con el mismo enlace.',
  advance: 'Pasas a la siguiente fase',
  decline: 'No pasas a la siguiente fase',
  decided: 'Lo ha decidido una persona.',
  withdrawnTitle: 'Te has retirado',
  withdrawn:
    'Tu entrevista está cerrada y no se valorará. Abajo puedes hacer que se borren tus datos; si tienes una pregunta, escríbenos.',
  expiredTitle: 'El plazo de esta entrevista ha terminado',
  expired: 'Lo que grabaste no se entregó. Si todavía quieres participar, escríbenos y pide más tiempo.',
  contact: 'Preguntas, una corrección, tus datos: escribe a',
};

export const withdraw = {
  title: '¿Retirarte de esta entrevista?',
  lead: 'Tu entrevista se cierra al momento y tus respuestas no se valoran. No se puede deshacer.',
  instead: 'Si solo necesitas más tiempo u otra cosa, puedes pedir una adaptación.',
  yes: 'Retirarme',
  no: 'Seguir',
};
