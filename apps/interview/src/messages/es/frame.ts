/** Lo que rodea cada pantalla. */
export const frame = {
  name: 'Entrevista',
  skip: 'Ir al contenido principal',
  language: 'Idioma',
  demonstration: 'Demostración. Este empleo y esta entrevista son inventados y no se contrata a nadie.',
  adjustment: 'Pedir una adaptación',
  contact: 'Escríbenos',
  withdraw: 'Retirarme',
  toQuestions: 'Todas las preguntas',
  back: 'Volver',
  oneMoment: 'Un momento…',
  footer: 'Ayuda y tus derechos',
  offline:
    'Estás sin conexión. Lo que grabas se guarda en este dispositivo y se envía cuando vuelvas a tener conexión.',
  sending: (percent: number) => `Enviando tus grabaciones: ${percent} %. Puedes seguir mientras tanto.`,
  waiting:
    'Tus grabaciones están guardadas en este dispositivo. Ahora mismo no llegamos al servidor y seguimos intentándolo.',
  delivered: 'Todo lo que grabaste ha llegado.',
  slow: 'Tu conexión es lenta. Lo que grabas se guarda en este dispositivo y se envía poco a poco. Mientras tanto puedes seguir.',
  overflowing: {
    full: 'En este dispositivo ya no queda sitio para la grabación, así que se envía directamente. Quédate en esta página hasta que todo haya llegado.',
    refused:
      'Tu navegador no deja que esta página guarde nada, así que lo que grabas se envía directamente. Quédate en esta página hasta que todo haya llegado.',
  },
  minutes: (count: number) => (count === 1 ? '1 minuto' : `${count} minutos`),
  seconds: (count: number) => (count === 1 ? '1 segundo' : `${count} segundos`),
  kind: { video: 'Vídeo', audio: 'Audio', text: 'Texto' },
};

/** Una frase para cada cosa que puede fallar, y qué hacer. */
export const trouble = {
  unreachable: 'No llegamos al servidor. Comprueba tu conexión e inténtalo de nuevo.',
  internal: 'Algo ha fallado por nuestra parte. Inténtalo de nuevo dentro de un momento.',
  'too-many-requests': 'Eso ha sido mucho de una vez. Espera un minuto e inténtalo de nuevo.',
  'invalid-input': 'Revisa lo que has escrito.',
  'link-unknown': 'Este enlace no lleva a ninguna entrevista.',
  'link-expired': 'El plazo de esta entrevista ha terminado.',
  'link-revoked': 'Este enlace ya no funciona.',
  'consent-needed': 'Antes de grabar necesitamos tu respuesta al aviso.',
  'notice-changed': 'El aviso ha cambiado desde que lo abriste. Léelo otra vez, por favor.',
  'interview-closed': 'Esta entrevista está cerrada y ya no se puede cambiar nada.',
  'interview-incomplete': 'Algunas preguntas aún no tienen respuesta.',
  'request-answered': 'Esta petición ya tiene respuesta. Abre de nuevo esta página para verla.',
  'requests-pending':
    'Varias de tus peticiones ya esperan respuesta. Espera a que llegue o retira una. Mientras tanto el reloj está parado.',
  'nothing-asked': 'Aquí nadie te ha preguntado nada.',
  'pause-not-granted': 'Ya no queda tiempo de pausa. Puedes pedir más.',
  'question-unknown': 'Esta pregunta no forma parte de tu entrevista.',
  'answer-kind-not-offered': 'Esta pregunta no se puede responder así.',
  'no-takes-left': 'Has usado todas las grabaciones de esta pregunta. Tus grabaciones anteriores siguen ahí.',
  'take-closed': 'Esta grabación ya está terminada.',
  'take-open':
    'Otra grabación de esta pregunta sigue abierta, quizá en otra pestaña o de antes. Déjala y envía esta otra vez.',
  'take-needed': 'Es tu única grabación para esta pregunta y no puedes grabar otra, así que se queda.',
  'recording-missing': 'Elige antes una grabación y luego añade subtítulos.',
  'digest-mismatch':
    'La grabación no llegó entera. Graba otra vez, por favor; no cuenta como una grabación usada.',
  'slice-lost':
    'Una parte de esta grabación ya no está en este dispositivo. Graba otra vez, por favor; no cuenta como una grabación usada.',
  'captions-invalid':
    'Este archivo no parece de subtítulos. Tiene que ser un archivo WebVTT o SRT con tiempos.',
  'too-large': 'Esta grabación es demasiado grande. Graba una más corta, por favor.',
  'too-long': 'Esta grabación es demasiado larga. Graba una más corta, por favor.',
  'empty-file': 'De esta grabación no llegó nada. Graba otra vez, por favor.',
  'not-a-recording': 'Lo que llegó no se pudo leer como grabación. Graba otra vez, por favor.',
  'no-audio': 'Esta grabación no tiene sonido. Comprueba el micrófono y graba otra vez, por favor.',
  'truncated-beyond-use': 'De esta grabación llegó demasiado poco. Graba otra vez, por favor.',
  'storage-unavailable': 'El servidor no puede guardar grabaciones ahora mismo. Seguimos intentándolo.',
  otherwise: 'No ha funcionado. Inténtalo de nuevo y escríbenos si vuelve a pasar.',
};
