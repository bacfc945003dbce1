import type { Lexicon } from './lexicon.ts';

/** The Spanish lexicon. */
export const ES: Lexicon = {
  language: 'es',
  tags: {
    count:
      'cuantos|cuantas|numero de|cantidad de|cuantas veces|el numero de|la cantidad de|total de|recuento|recuento de|numero total de|conteo de|cuenta|contar|nro de|n de|num de|cuantos hay|cual es el numero de|cual es la cantidad de|el total de|que numero de|que cantidad de|numero de veces',
    'how much':
      'que tan lleno|que tan llenos|que tan llena|que tan alto|que tan alta|que tan grande|que tan caliente|que tan rapido|como de lleno|como de llenos|como de alto|cuanto|cuanta|cuanto dinero|cuanto es|cuanto fue|que monto|que importe|a cuanto asciende|a cuanto ascienden|cuanto suma|cuanto suman',
    'how long':
      'cuanto tiempo|cuanto tarda|cuanto tardan|cuanto tardo|cuanto dura|cuanto duran|cuanto demora|cuanto demoran|cuanto demoro|cuanto tardaron|cuanto duro|cuanto duraron|cuanto tiempo tarda|cuanto tiempo dura|en cuanto tiempo',
    sum: 'suma|total|suma de|en total|sumar|totales|suma total|el total|sumatoria|suma del|suma de los|suma de las|total del',
    average:
      'promedio|media|medio|en promedio|promedio de|media de|de media|promedios|prom|promedio del|promedio por|media del|como promedio|por termino medio|en media|promediado',
    median: 'mediana',
    max: 'maximo|maxima|max|mas alto|mas alta|pico|mas altos|mas altas|mas elevado|mas elevada|mayor|mas elevados|mas elevadas|maximos|maximas|el maximo|la maxima|mas fuerte|el pico|la mas alta|el mas alto|mayor valor',
    min: 'minimo|minima|min|mas bajo|mas baja|mas bajos|mas bajas|menor|minimos|minimas|el minimo|la minima|mas debil|la mas baja|el mas bajo|menor valor',
    distinct:
      'distintos|distintas|diferentes|unicos|unicas|distinto|distinta|unico|unica|diversos|diversas|diferente',
    ratio:
      'porcentaje|porcentaje de|proporcion|proporcion de|por ciento|ratio|parte|que parte|tasa|tasa de|fraccion|%|proporcion del|que porcentaje de|que porcentaje|que proporcion de|que parte de|cuota de|porcentaje del|tasa del|tasa de los|indice de|que tanto por ciento|pct|en porcentaje',
    rate: 'frecuencia|ritmo',
    most: 'mas|el mas|la mas|los mas|las mas|mas frecuente|mas frecuentes|con mas frecuencia|mas comunes|mas comun|la mayoria|peor|peores|mas veces|mayor numero de|mayor cantidad de|el mayor numero de|la mayor cantidad de|mas habitual|mas habituales|mas repetido|mas repetidos|mas repetida|mas repetidas|el peor|la peor|los peores|las peores',
    least:
      'menos|el menos|la menos|menos frecuente|menos frecuentes|menor numero de|menor cantidad de|menos veces|el menor numero de|la menor cantidad de',
    top: 'top|principales|primeros|primeras|mejores',
    bottom: 'peores puestos',
    slowest:
      'mas lento|mas lenta|mas lentos|mas lentas|mas largos|mas largas|mas larga|mas largo|tarda mas|tardan mas|mas tiempo|tardo mas|mas demorado|mas demorados|mas demorada|demora mas|demoran mas|demoro mas|mas tarda|mas tardan|mas tardo|mas dura|dura mas|duran mas|duro mas|mas duro|mas demora|mas demoran',
    fastest:
      'mas rapido|mas rapida|mas rapidos|mas rapidas|mas cortos|mas cortas|mas breve|mas breves|mas corto|mas corta|tarda menos|menos tiempo',
    largest:
      'mas grande|mas grandes|mayores|mas caliente|mas pesado|mas pesada|mas pesados|mas calientes|mas caluroso|el mas grande|la mas grande|mas voluminoso',
    smallest:
      'mas pequeno|mas pequena|mas pequenos|mas pequenas|menores|mas ligero|mas frio|mas fria|el mas pequeno|la mas pequena',
    dearest: 'mas caro|mas cara|mas caros|mas caras|mas costoso|mas costosos',
    cheapest: 'mas barato|mas barata|mas baratos',
    newest: 'mas reciente|mas recientes|ultimo|ultima|ultimos|ultimas|recientes',
    oldest: 'mas antiguo|mas antigua|mas antiguos',
    by: 'por|agrupado por|agrupados por|agrupadas por|desglosado por|para cada|por cada|segun|en cada|de cada|distribucion por|desglose por|ordenados por|separado por|separados por|dividido por|divididos por|por cada uno|agrupando por|agrupa por|clasificados por|clasificado por|detallado por|detalle por|para cada uno|en funcion de|repartidos por|desglosados por|desglosadas por|en cada una de|de cada uno',
    each: 'cada',
    which: 'cual|cuales|que|cual es|cuales son|cual fue',
    'over time': 'a lo largo del tiempo|en el tiempo|tendencia|evolucion|grafico|grafica|con el tiempo',
    'every minute': 'por minuto|cada minuto|al minuto',
    'every hour': 'por hora|cada hora|a la hora|hora por hora|por horas',
    'every day': 'por dia|cada dia|diario|diaria|diarios|al dia|por dias',
    'every week': 'por semana|semanal|semanales',
    than: 'que',
    versus:
      'comparado con|comparada con|comparados con|comparadas con|en comparacion con|frente a|vs|versus|contra|respecto a|con respecto a',
    compare: 'compara|comparar|comparacion|diferencia|diferencia entre|compare',
    change:
      'cambio|cambiado|cambia|aumentado|aumento|disminuido|disminucion|subido|bajado|crecido|mejorado|empeorado',
    trend:
      'aumentando|disminuyendo|subiendo|bajando|creciendo|empeorando|mejorando|aumentan|disminuyen|suben|bajan',
    'same time': 'misma hora|mismo periodo|mismo momento',
    not: 'fuera de|a excepcion de|no|sin|excepto|salvo|menos los|menos las|ningun|ninguna|nunca|aparte de|excluyendo|distintos de|que no sean|que no|ninguno|ni|jamas|ningunos|tampoco|que no fueron|que no estan|no sean|excluyendo a|a excepcion del|con excepcion de|quitando|descontando|sin contar|menos el|menos la|diferentes de|excepto los|excepto las|excepto el|excepto la',
    'more than':
      'mas de|mayor que|mayor a|mayores que|mayores a|superior a|superiores a|por encima de|supera|superan|superen|>|encima de|superando|mas que|mayores|por arriba de|arriba de|sobrepasa|sobrepasan|exceden|excede|superiores|de mas de|que supera|que superan|que superen|superaron|supero',
    'less than':
      'menos de|menor que|menor a|menores que|menores a|inferior a|inferiores a|por debajo de|<|debajo de|menos que|abajo de|por abajo de|inferiores|no llegan a|no llega a',
    'at least': 'al menos|por lo menos|>=|o mas|como minimo|a partir de|minimo de|como poco',
    'at most': 'como maximo|a lo sumo|<=|hasta|o menos',
    'slower than':
      'mas lento que|mas lentos que|mas lentas que|mas largos que|mas largas que|que tardan mas de|que tardaron mas de|que duran mas de|tardaron mas de|duraron mas de|tardando mas de',
    'faster than': 'mas rapido que|mas rapidos que',
    between: 'entre',
    and: 'y|e|asi como|,|&|y tambien|ademas de',
    or: 'o|u',
    equals: '=|igual a|llamado|llamada',
    contains: 'contienen|contiene|que contengan|conteniendo|mencionan|con el texto|con el mensaje|contengan',
    exists:
      'hay|hubo|existe|existen|ha habido|tenemos|tuvimos|hay algun|hay alguna|hubo algun|hubo alguna|hay alguno|hubo alguno|se produjo|se produjeron|existio|existieron|hay aun|habia|habia algun|ha habido algun|ha habido alguna|tenemos algun|ocurrio algun|sigue habiendo|hay ahora',
    show: 'muestra|muestrame|mostrar|lista|listar|dame|ensena|ensename|encuentra|busca|quiero|quiero ver|ver|muestreme|que paso|que paso con|buscar|enumera|listame|saca|sacame|pasame|ponme|buscame|encuentrame|quisiera ver|quisiera|necesito|necesito ver|a ver|puedes mostrarme|me muestras|me das|indicame|muestra los|muestrame los|mostrame|dame los|dame las|traeme|que le paso a|que ha pasado con',
    when: 'cuando|a que hora|en que momento|que dia|a que horas|en que hora|cuando fue|cuando se|que hora|que dias|en que dia|en que fecha|que fecha|cuando ocurrio|cuando paso',
    'since when': 'desde cuando',
    first:
      'primer|primero|primera|primeros|primeras|por primera vez|el primer|la primera|la primera vez|primera vez',
    last: 'ultima vez|por ultima vez|la ultima vez|el ultimo envio|ultima ocasion',
    still: 'todavia|aun|sigue|siguen|sigue enviando',
    start: 'empezo|empezaron|comenzo|comenzaron|inicio|inicia|empieza|empezado',
    stop: 'paro|dejo de|termino|terminaron|acabo',
    values: 'valores|valores de|tipos|tipos de|valor|clases de|tipo de|que tipos de',
    records:
      'logs|log|registros|registro|entradas|lineas|filas|veces|eventos|ocurrencias|registrados|registradas|recibidos|recibidas|casos|casos de|produjeron|ocurrieron|producido',
    fields: 'campos|campo|columnas|columna|atributos|esquema',
    why: 'por que|porque|causa de',
    how: 'como',
    who: 'quien|quienes',
    retention: 'retencion|conservamos|conservan|guardamos|se guardan|retienen|guardan|se conservan',
    storage: 'almacenamiento|espacio|espacio en disco',
    'stop word':
      'tardamos|tardaron|tardo|tarda|tardan|llevo|llevaron|el|la|los|las|un|una|unos|unas|de|del|es|son|era|eran|fue|fueron|ha|han|habia|hemos|nosotros|nuestro|nuestra|nuestros|nuestras|yo|me|mi|mis|tu|usted|su|sus|se|lo|le|les|este|esta|estos|estas|ese|esa|esos|esas|eso|al|por favor|gracias|hola|todos|todas|todo|toda|que|actualmente|ahora mismo|tambien|muy|mas|menos|puedes|puede|hecho|hacen|hizo|hay|hubo|hicieron|esta|estan|estado|tiene|tienen|tuvo|tuvieron|sido|ser|estar|tener|obtuvo|generan|genero|generado|generaron|causan|ocurrio|ocurren|ocurrido|tarda|tardan|tardo|tardaron|dura|duran|duro|recibio|recibimos|obtuvimos|tenido|ella|ellos|enviaron|envio su|enviando|envia|envian|hicieron|realizaron|realizo|quedo|quedaron|dio|dieron|existen|existe|registro su|aparecio|aparecieron|usaron|uso su|datos|hacemos|sobre todo|devolvieron|devuelto|produjo|algun|alguna|algunos|quiero saber|dime|da|dan|dando|estan dando|produce|producen|lleva|llevan|llevamos|llevo|hace falta|nos|os|aqui|ahi|alli|donde esta|y ahora|pues|oye|buenas|buenos dias|buenas tardes|saludos|vale|ok|porfa|porfavor|favor|si|solo|solamente|ya|asi|entonces|pero|ni siquiera|cuyo|cuya|cuyos|cuyas|aquellos|aquellas|aquel|aquella|estuvo|estuvieron|estaba|estaban|estamos|teniamos|tengo|tienes|teniendo|habido|haya|hayan|hubieron|hubiera|puedo|podemos|pueden|podria|podrias|pudo|pudieron|pude|quiere|queremos|debe|deben|hace|haciendo|hacer|fuera de lo|ir|van|va|iba|iban|vino|vinieron|viene|vienen|llego a|paso|pasaron|pasado|sucedio|sucedieron|sufrio|sufrieron|sufrido|registro|registraron|registrado|registrada|presento|presentaron|muestra|aparece|aparecen|tal|tales|mismo|misma|cierto|sea|sean|fuese|eramos|somos|soy|eres|ellas|nosotras|ustedes|vosotros|tuyo|suyo|suya|mio|cuanto a|ademas|aproximadamente|exactamente|realmente|actual|obtuvieron|dar|alguien|nadie',
    preposition: 'en|a|al|para|con|de|del|por|durante|desde|sobre|entre|donde|hacia|via|bajo',
    't:last': 'ultimo|ultima|ultimos|ultimas|pasado|pasada|pasados|pasadas|anterior|anteriores|previa|previo',
    't:this': 'este|esta|actual',
    't:ago': 'atras|antes',
    't:ago before': 'hace',
    't:since': 'desde|a partir de',
    't:until': 'hasta|a|y',
    't:at': 'a las|a la|el|a',
    't:around':
      'alrededor de|alrededor de las|sobre las|cerca de|hacia las|aproximadamente a las|a eso de las|a eso de la|aproximadamente',
    't:before': 'antes de|antes de las|antes del',
    't:after': 'despues de|despues de las|tras',
    't:in': 'en|durante|dentro de|en las|en la|en los|de las|de la|de los',
    't:now':
      'ahora|actualmente|ahora mismo|en este momento|justo ahora|ahorita|en estos momentos|a dia de hoy|por ahora|en la actualidad|al momento',
    't:today':
      'hoy|de hoy|el dia de hoy|dia de hoy|en el dia de hoy|lo que va de dia|en lo que va de dia|en lo que va del dia',
    't:yesterday': 'ayer|de ayer|el dia de ayer|dia de ayer',
    't:day before yesterday': 'anteayer|antes de ayer',
    't:morning': 'manana|por la manana|en la manana|de la manana|esta manana',
    't:afternoon': 'tarde|por la tarde|en la tarde|de la tarde',
    't:evening': 'tarde noche',
    't:night':
      'noche|por la noche|anoche|de la noche|en la noche|esta madrugada|madrugada|de madrugada|por la madrugada',
    't:noon': 'mediodia',
    't:midnight': 'medianoche',
    't:weekend': 'fin de semana',
    't:half': 'media|medio',
    't:o’clock': 'h|horas|hs',
  },
  units: {
    ms: 'ms|milisegundo|milisegundos',
    s: 's|segundo|segundos|seg',
    m: 'm|min|minuto|minutos',
    h: 'h|hora|horas',
    d: 'd|dia|dias',
    w: 'semana|semanas',
    month: 'mes|meses',
    quarter: 'trimestre|trimestres',
    year: 'ano|anos',
  },
  weekdays: ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'],
  months: [
    'enero',
    'febrero',
    'marzo',
    'abril',
    'mayo',
    'junio',
    'julio',
    'agosto',
    'septiembre',
    'octubre',
    'noviembre',
    'diciembre',
  ],
  nouns: `
error=error errores fallo?|failure=fallo falla fracaso fallos fallas
failed=fallido fallida fallaron fallado fallan suspendido|exception=excepcion excepciones|warning=advertencia aviso
alert=alerta|success=exitoso exitosa exito correcto correcta
declined=rechazado rechazada rechazo rechazaron rechazados rechazadas|denied=denegado denegada
blocked=bloqueado bloqueada bloqueadas
cancelled=cancelado cancelada cancelacion cancelaron cancelo cancelaciones anulado anulada
refunded=reembolsado reembolsada reembolsaron|refund=reembolso reembolsos|delay=retraso demora retrasos
delayed=retrasado retrasada|open=abierto abierta|closed=cerrado cerrada|paid=pagado pagada
delivered=entregado entregada entregados|sent=enviado enviada|pending=pendiente|approved=aprobado aprobada
accepted=aceptado aceptada|expired=caducado vencido|lost=perdido perdida|completed=completado completada
valid=valido|invalid=invalido|returned=devuelto devuelta|service=servicio|application=aplicacion
server=servidor servidores|host=maquina|node=nodo nodos|device=dispositivo equipo aparato|sensor=sensor sensores
plant=planta|site=sitio|line=linea lineas|warehouse=almacen deposito? bodega|store=tienda|branch=sucursal oficina
region=region regiones|country=pais paises|city=ciudad ciudades|location=lugar ubicacion|environment=entorno
production=produccion|version=version|platform=plataforma|browser=navegador|user=usuario|customer=cliente clienta
account=cuenta cuentas|player=jugador jugadores|driver=conductor conductores|vehicle=vehiculo|truck=camion camiones
patient=paciente pacientes|employee=empleado trabajador|merchant=comerciante comercio|supplier=proveedor proveedores
carrier=transportista|vessel=barco buque barcos|port=puerto|crane=grua|trip=viaje viajes|route=ruta
destination=destino|origin=origen|sender=remitente|recipient=destinatario|tenant=inquilino arrendatario
passenger=pasajero viajero pasajeros|visitor=visitante|order=pedido orden ordenes pedidos|payment=pago
transfer=transferencia transferencias|booking=reserva reservas
transaction=transaccion transacciones operacion? movimiento|invoice=factura|delivery=entrega|shipment=envio
parcel=paquete paquetes|pickup=recogida recogidas|kiosk=quiosco quioscos|locked=bloqueo
container=contenedor contenedores|goods=mercancia|article=articulo|product=producto|category=categoria
channel=canal canales|payment method=metodo_de_pago forma_de_pago|cart=carrito|discount=descuento descuentos
return=devolucion devoluciones|customs=aduana|flight=vuelo vuelos|ticket=boleto billete billetes entrada ticket
subscription=suscripcion|revenue=ingreso ingresos ventas facturacion recaudacion|sale=venta|amount=importe monto
price=precio|cost=coste costo|fee=tarifa comision|value=valor|money=dinero|currency=moneda divisa
quantity=cantidad unidades|weight=peso|size=tamano|balance=saldo|duration=duracion
response time=tiempo_de_respuesta tiempos_de_respuesta|latency=latencia lentitud|wait time=tiempo_de_espera
load time=tiempo_de_carga|slow=lento lenta lentitud?|fast=rapido
request=solicitud solicitudes peticion peticiones consulta|search=busqueda busquedas|depot=deposito depositos
damaged=danado danada danados danadas|online=conectado conectados en_linea|block=bloqueo?|threat=amenaza
firmware=firmware|call=llamada llamadas|access=acceso|page=pagina|path=ruta?|address=direccion direcciones
method=metodo|status code=codigo_de_estado|code=codigo|status=estado
login=inicio_de_sesion inicios_de_sesion acceso? ingreso? autenticacion?|session=sesion sesiones|signup=registro
message=mensaje|event=evento|operation=operacion operaciones|action=accion acciones|queue=cola colas
database=base_de_datos|file=archivo fichero|temperature=temperatura|humidity=humedad|pressure=presion
voltage=voltaje tension|power=potencia corriente electricidad|energy=energia electricidad?
consumption=consumo consume|speed=velocidad|level=nivel|battery=bateria|wind=viento|flow=caudal|water=agua|usage=uso
cpu=procesador cpu|memory=memoria ram|disk=disco|network=red|connection=conexion conexiones|bytes=bytes
restart=reinicio reinicios|crash=caida cierre_inesperado bloqueo?|attempt=intento|retry=reintento
reason=razon razones motivo motivos causa?|cause=causa|error code=codigo_de_error|error type=tipo_de_error
error rate=tasa_de_error tasa_de_errores|failure rate=tasa_de_fallos|success rate=tasa_de_exito|severity=gravedad
priority=prioridad|group=grupo|role=rol|type=tipo clase|number=numero|name=nombre|id=identificador|language=idioma
alarm=alarma alerta?|downtime=parada|maintenance=mantenimiento|fault=averia fallo?|defect=defecto|click=clic
campaign=campana|mail=correo|card=tarjeta tarjetas|bank=banco|fraud=fraude|deposit=deposito?
withdrawal=retiro retirada|match=partida partidas|game=juego|score=puntuacion puntos|trace=traza trazas
metric=metrica|source=origen? fuente procedencia|result=resultado resultados|batch=lote
turbine=turbina aerogenerador aerogeneradores molino|farm=parque|blade=pala|berth=muelle
purchase=compra compras comprado comprada compro compraron|time=tiempo
student=estudiante estudiantes alumno alumna alumnos|teacher=profesor profesores docente|course=curso cursos
exam=examen examenes prueba?|certificate=certificado certificados|grade=nota calificacion?|appointment=cita citas
doctor=medico doctor|nurse=enfermera enfermeros enfermero|prescription=receta recetas|medication=medicamento
lab=laboratorio|hospital=hospital|noshow=inasistencia ausencia|train=tren trenes|bus=autobus
station=estacion estaciones parada?|stop=parada?|baggage=equipaje|rental=alquiler alquileres|bike=bicicleta bici
car=coche auto carro|hotel=hotel|room=habitacion habitaciones sala|guest=huesped huespedes|booked=reservado
loan=prestamo prestamos|credit=credito|direct debit=domiciliacion|overdraft=descubierto|insurance=seguro
claim=siniestro siniestros reclamacion reclamaciones reclamo? parte|contract=contrato|premium=prima
charger=cargador cargadores|charging=recarga recargas carga?|connector=enchufe|movie=pelicula|song=cancion
viewer=espectador televidente|subscriber=suscriptor abonado abonados suscriptores|ad=anuncio publicidad
rating=valoracion calificacion|comment=comentario|image=imagen|video=video videos|cluster=cluster
process=proceso procesos|thread=hilo|cache=cache|backup=copia_de_seguridad respaldo|log=registros|row=fila
table=tabla|deployment=despliegue despliegues implementacion|response=respuesta|key=clave|password=contrasena
permission=permiso|attack=ataque|attacker=atacante|sold=vendido vendida vendio vendieron vendemos|ordered=pedido?
started=iniciado empezado comenzado|finished=terminado|created=creado creada|deleted=eliminado borrado
changed=cambiado modificado|updated=actualizado|downloaded=descargado|uploaded=subido|arrived=llegado
departed=salido|picked up=recogido|broken=roto rota|missing=faltante falta|held=retenido retenida retenidos
crashed=caido|exceeded=excedido superado|allowed=permitido|submitted=presentado entregado?|passed=aprobado?
won=ganado ganaron|visited=visitado|consumed=consumido|produced=producido fabricado|measured=medido
reported=reportado|offline=desconectado fuera_de_linea|restarted=reiniciado reiniciaron|shown=mostrado
ended=termina terminan|elevator=ascensor|door=puerta|window=ventana|pump=bomba bombas|motor=motor|robot=robot
conveyor=cinta|press=prensa|oven=horno|tool=herramienta|part=pieza piezas|spare part=repuesto repuestos
scrap=desecho merma|track=via|traffic=trafico|junction=cruce|parking=aparcamiento|cashier=cajero|checkout=caja
atm=cajero_automatico cajeros|receipt=recibo|brand=marca|color=color|season=temporada|stock=existencias
inventory=inventario|shelf=estante|pallet=palet|forklift=carretilla|courier=repartidor mensajero|threshold=umbral
limit=limite|member=miembro|participant=participante|applicant=candidato|company=empresa compania|club=club
household=hogar|building=edificio|floor=piso planta?|zone=zona|district=barrio distrito|street=calle
zip=codigo_postal|municipality=municipio|sample=muestra|letter=carta|port call=escala
outage=corte cortes averias apagon|unavailable=indisponible|throughput=rendimiento|load=carga|phone=telefono
mobile=movil|computer=ordenador|tablet=tableta|printer=impresora|notification=notificacion notificaciones
coupon=cupon cupones codigo_promocional|spend=gasto gastado|earnings=ganancia|profit=beneficio|tax=impuesto|vat=iva
wind speed=velocidad_del_viento|reading=lectura lecturas medicion?|meter=medidor medidores contador contadores
measurement=medicion mediciones|executed=ejecutado|instant=instantaneo instantanea
emergency=urgencias emergencia urgencia|admitted=ingresado ingresada ingresados|discharged=alta
wait=espera esperaron|answered=contestada contestadas|abandoned=colgaron abandonada|antenna=antena|cell=celda
router=router enrutador|playback=reproduccion reproducciones|watched=visto vista vistos|box=decodificador
school=escuela|lesson=leccion|policy=poliza polizas|win=victoria|winner=ganador|change=cambios|book=libro libros
used=usado usada|rain=lluvia|weather=clima|milk=leche|cow=vaca|harvest=cosecha|bounced=rebotado|space=espacio
free=libre libres gratis gratuito|occupied=ocupado ocupadas|available=disponible disponibles|bed=cama camas
discharge=altas|blood=sangre|ambulance=ambulancia|test=prueba pruebas|fiber=fibra|signal=senal|connected=conectadas
concurrent=simultaneos simultaneas|lag=atraso retraso?|task=tarea tareas|waiting=esperando en_espera
occupancy=ocupacion|dependency=dependencia dependencias|bet=apuesta apuestas|received=recibido recibieron recibidos
lock=bloqueos|authentication=autenticacion|buyer=comprador compradora|seller=vendedor vendedora|provider=proveedor?
payment provider=proveedor_de_pago pasarela_de_pago|basket=cesta carrito?
order value=valor_del_pedido importe_del_pedido|cash=efectivo|gift card=tarjeta_regalo|segment=segmento
delivery time=plazo_de_entrega tiempo_de_entrega
tracking number=numero_de_seguimiento|fare=tarifa?|average=promedio media|label=etiqueta
timeout=tiempo_agotado tiempo_de_espera_agotado timeout|availability=disponibilidad|incident=incidente incidencia
bandwidth=ancho_de_banda|packet loss=perdida_de_paquetes|hit rate=tasa_de_aciertos|hit=acierto
exit code=codigo_de_salida|data center=centro_de_datos|cpu usage=uso_de_cpu uso_del_procesador
memory usage=uso_de_memoria uso_de_la_memoria|disk usage=uso_de_disco uso_del_disco|graphics card=tarjeta_grafica
map=mapa|ban=baneo expulsion|cheater=tramposo|author=autor|reader=lector|scanner=escaner lector?
phone call=llamada_telefonica|agent=agente asesor|waiting time=tiempo_de_espera?|complaint=queja reclamo
satisfaction=satisfaccion|modem=modem|data volume=volumen_de_datos|quality=calidad|inspection=inspeccion
vibration=vibracion|valve=valvula|tank=tanque deposito?|shift=turno|cycle time=tiempo_de_ciclo|output=produccion?
production line=linea_de_produccion|current=corriente?|solar=solar|wind farm=parque_eolico|field=campo
irrigation=riego|soil=suelo|greenhouse=invernadero|rainfall=precipitacion precipitaciones
distance=distancia kilometros|ward=sala? planta? pabellon|dose=dosis|emergency room=urgencias? sala_de_urgencias
clinic=clinica consultorio|vaccination=vacunacion vacuna|treatment=tratamiento|surgery=cirugia operacion?
diagnosis=diagnostico|enrollment=matricula inscripcion|owner=dueno propietario|dish=plato|waiter=camarero mesero
tip=propina|kitchen=cocina|payout=indemnizacion desembolso|adjuster=perito tramitador gestor|clerk=gestor?
exchange rate=tipo_de_cambio|card payment=pago_con_tarjeta
login attempt=intento_de_inicio_de_sesion intento_de_acceso|failed login=inicio_de_sesion_fallido acceso_fallido
file size=tamano_del_archivo|van=furgoneta camioneta|crew=tripulacion|aircraft=avion|tram=tranvia|subway=metro
seat=asiento|scooter=patinete|ferry=ferry|bridge=puente|water level=nivel_del_agua|oxygen=oxigeno
late=tarde retrasado?|on time=a_tiempo puntual|critical=critico critica|urgent=urgente|internal=interno interna
external=externo externa|manual=manual|automatic=automatico|unknown=desconocido desconocida|empty=vacio vacia
new=nuevo nueva nuevos nuevas|old=viejo antiguo|suspicious=sospechoso sospechosa|duplicate=duplicado duplicada
high=alto alta?|red=rojo|green=verde|yellow=amarillo|blue=azul|white=blanco|black=negro|private=privado
business=empresarial|person=persona gente|woman=mujer|man=hombre|child=nino|error message=mensaje_de_error
move=movimiento?|release=version? lanzamiento|question=pregunta|answer=respuesta?|document=documento
citizen=ciudadano|office=oficina?|donation=donacion|donor=donante|concert=concierto|department=departamento
team=equipo?|scan=escaneo|charge point=punto_de_carga cargador?|job=tarea? trabajo proceso?
cron=tarea_programada tareas_programadas|backlog=acumulacion atraso?
processing time=tiempo_de_procesamiento tiempo_de_proceso|out of stock=sin_existencias agotado
customer service=atencion_al_cliente|place=lugar? sitio?|episode=episodio|series=serie|license=licencia
caller=llamante|approval=aprobacion
failed=no_aprobado no_aprobados|unpaid=impago impagado impagada no_pagado no_pagada
unreadable=ilegible|login=entrar_al_sistema entrar_en_el_sistema entraron_al_sistema entraron_en_el_sistema|kwh=kilovatio_hora kilovatios_hora
successful=lograron consiguieron consiguio
subtitle=subtitulo subtitulos|abroad=extranjero exterior?|span=span spans|firewall=cortafuegos`,
  verbs: `
cancelled=cancelar anular|declined=rechazar:rechac declinar|denied=denegar:denieg:denegu|blocked=bloquear
locked=trancar|approved=aprobar:aprueb|accepted=aceptar|allowed=permitir autorizar:autoric|confirmed=confirmar
failed=fallar fracasar suspender reprobar:reprueb|crashed=colgar colapsar crashear|aborted=abortar interrumpir
abandoned=abandonar|stopped=detener:detuv:detien pausar
started=iniciar empezar:empiez:empec comenzar:comienz arrancar|restarted=reiniciar
finished=finalizar:finalic terminar acabar|completed=completar concluir:concluy|closed=cerrar:cierr
opened=abrir:abiert|created=crear|deleted=eliminar borrar|changed=cambiar modificar|updated=actualizar:actualic
uploaded=subir cargar:cargu|downloaded=descargar:descargu bajar|sent=enviar mandar|received=recibir
delivered=entregar:entregu|shipped=despachar expedir|returned=devolver:devuelt:devuelv|refunded=reembolsar
paid=pagar:pagu abonar|paid out=desembolsar|deposited=depositar ingresar|withdrawn=retirar|billed=facturar
purchase=comprar|sold=vender|order=ordenar pedir:pidi|booked=reservar|rented=alquilar|borrowed=prestar|spend=gastar
earned=ganar recaudar|picked up=recoger:recoj|packed=empaquetar embalar|scanned=escanear|sorted=clasificar
unloaded=descargar|arrived=llegar:llegu|departed=salir|delayed=retrasar demorar|lost=perder:pierd
found=encontrar:encuentr|damaged=danar|broken=romper:rot|repaired=reparar
replaced=reemplazar:reemplac sustituir:sustituy|measured=medir:mid|registered=registrar|signup=inscribir:inscrit
login=loguear|connected=conectar|disconnected=desconectar|answered=contestar responder atender:atiend
transferred=transferir:transfier:transfir|processed=procesar tramitar|assigned=asignar|escalated=escalar
resolved=resolver:resuelt:resuelv|expired=expirar caducar vencer|exceeded=exceder superar sobrepasar
retried=reintentar|skipped=omitir saltar|discarded=descartar|missed=perderse|admitted=admitir|treated=tratar
prescribed=recetar prescribir:prescrit|submitted=presentar|watched=visualizar
played=jugar:jueg reproducir:reproduj:reproduc|banned=banear expulsar vetar
charged=cobrar recargar:recargu cargar:cargu|consumed=consumir|produced=producir:produj fabricar|generated=generar
overheated=sobrecalentar:sobrecalient|search=buscar:busqu|clicked=clicar|visited=visitar|read=leer:ley
written=escribir:escrit|imported=importar|exported=exportar|synced=sincronizar|deployed=desplegar:desplieg:desplegu
verified=verificar|checked=comprobar revisar|subscribed=suscribir:suscrit|renewed=renovar:renuev|activated=activar
disabled=desactivar deshabilitar|printed=imprimir:impres|triggered=disparar|reported=reportar notificar
executed=ejecutar|used=usar utilizar:utilic|suspended=suspender|validated=validar|detected=detectar
rescheduled=reprogramar aplazar:aplac|flagged=marcar|consumed=gastar|harvested=cosechar|held=retener:retuv
dispensed=dispensar|served=servir:sirv|requested=pedir:pid:pidi solicitar|issued=emitir`,
  endings: [
    ['iones', 'ion'],
    ['ces', 'z'],
    ['anas', 'an'],
    ['as', 'o'],
    ['as', 'a'],
    ['es', ''],
    ['s', ''],
    ['a', 'o'],
  ],
};
