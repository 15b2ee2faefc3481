/** Del enlace al consentimiento. */
export const link = {
  noneTitle: 'Falta tu enlace',
  none: 'Cada entrevista tiene su propio enlace. Abre el del correo que recibiste.',
  unknownTitle: 'Este enlace no lleva a ningún sitio',
  unknown:
    'Quizá falte una parte de la dirección. Abre otra vez el enlace del correo o cópialo entero. Si no ayuda, responde a ese correo.',
  expiredTitle: 'El plazo de esta entrevista ha terminado',
  expired:
    'Si todavía quieres participar, escribe a quienes te invitaron y pide más tiempo. Con esto no se ha decidido nada.',
  revokedTitle: 'Este enlace ya no funciona',
  revoked: 'Puede que haya otro más nuevo. Busca un correo posterior de las mismas personas o escríbeles.',
  brokenTitle: 'No pudimos abrir tu entrevista',
  again: 'Intentar de nuevo',
};

export const openLink = {
  lead: 'Esta es una entrevista grabada: respondes a unas preguntas cuando te viene bien. Dinos quién eres y recibirás un enlace propio.',
  name: 'Tu nombre',
  email: 'Tu correo electrónico',
  emailHint: 'Ahí te enviamos tu enlace personal, para que puedas volver desde cualquier dispositivo.',
  nameMissing: 'Escribe tu nombre, por favor.',
  emailWrong: 'Escribe una dirección de correo, por ejemplo ana@example.org.',
  go: 'Continuar',
  sentTitle: 'Te hemos enviado tu enlace personal',
  sent: (email: string) =>
    `Para que nadie más pueda abrir tu entrevista, hemos enviado el enlace a ${email}. Ábrelo desde tu correo.`,
};

export const welcome = {
  hello: (name: string) => `Hola, ${name}`,
  title: 'Qué va a pasar',
  lead: 'Una entrevista grabada. Respondes a tu ritmo y sin nadie delante, y después unas personas ven tus respuestas.',
  howLong: 'Cuánto dura',
  about: (minutes: string, questions: number) =>
    `Unos ${minutes} para ${questions === 1 ? '1 pregunta' : `${questions} preguntas`}. Puedes parar y volver en este dispositivo.`,
  until: 'Hasta cuándo',
  untilHint: (zone: string) => `En tu zona horaria, ${zone}.`,
  untilNone: 'Para ti no hay plazo.',
  retakes: 'Repetir',
  retakesNone: 'Cada respuesta se graba una vez. Si hay un fallo técnico, grabas de nuevo.',
  retakesSome: (least: number, most: number) =>
    least === most
      ? `Puedes volver a grabar cada respuesta ${most === 1 ? 'una vez' : `${most} veces`} y elegir la que más te guste.`
      : `Según la pregunta puedes volver a grabar hasta ${most === 1 ? 'una vez' : `${most} veces`} y elegir la que más te guste.`,
  practice: 'Antes puedes practicar, tantas veces como quieras. La práctica no se envía nunca.',
  watching: 'Quién lo ve',
  watchers: (count: number) =>
    count === 1
      ? 'Una persona del equipo de selección ve y valora todas las respuestas.'
      : `${count} personas del equipo de selección ven y valoran todas las respuestas, cada una por su cuenta.`,
  ai: 'Programas e IA',
  aiWith:
    'Si lo permites, un programa escribe una transcripción y una IA un resumen. Las personas valoran primero y hasta entonces no ven nada de eso. Deciden las personas, nunca la IA. Decir que no, no te cuesta nada.',
  aiTranscript: 'Si lo permites, un programa escribe lo que dices. Ninguna IA te evalúa.',
  aiNone: 'En esta entrevista no se usa ninguna IA.',
  contact: 'A quién preguntar',
  rubric: 'Cómo se valoran las respuestas',
  rubricLead: 'Estas son las mismas listas que usan quienes valoran. Cada punto se valora de 1 a 5.',
  rubricQuestion: (number: number) => `Pregunta ${number}`,
  job: 'Sobre el empleo',
  begin: 'Continuar',
  goOn: 'Seguir donde lo dejaste',
};

export const notice = {
  title: 'Qué se graba, y tu elección',
  lead: 'Lee esto antes de que se grabe nada, por favor.',
  version: (version: number) => `Aviso, versión ${version}`,
  recording: 'Grabar mis respuestas',
  recordingWhy:
    'Tu vídeo, tu voz o tu texto se guardan y los ve el equipo de selección. Sin esto no puedes participar de esta forma; escríbenos y pide otra.',
  transcription: 'Escribir lo que digo',
  transcriptionWhy:
    'Un programa convierte tu voz en texto, para que quienes valoran puedan buscar y leer a la vez. Sin esto solo escuchan.',
  transcriptionOff: 'Aquí no hay transcripción, así que no se escribe nada elijas lo que elijas.',
  assessment: 'Que una IA resuma mis respuestas',
  assessmentWhy:
    'Después de que unas personas hayan valorado tus respuestas, ven un resumen de la IA con citas junto a sus propias valoraciones. Sin esto solo cuentan las suyas.',
  assessmentNeeds: 'Para esto hace falta el texto escrito, así que también activa la opción anterior.',
  assessmentOff: 'Aquí no hay IA, así que no se usa elijas lo que elijas.',
  optional: 'Tú eliges',
  needed: 'Necesario para participar',
  free: 'Decir que no a lo segundo o a lo tercero no te cuesta nada: nadie que te valore sabe qué elegiste.',
  agree: 'Aceptar y continuar',
  mustRecord: 'Marca esto si quieres participar. Si prefieres no hacerlo, escríbenos.',
  given: (when: string) => `Respondiste a esto el ${when}.`,
};
