import type { Lexicon } from './lexicon.ts';

/** The Spanish lexicon. */
export const ES: Lexicon = {
  language: 'es',
  tags: {
    count:
      'cuantos|cuantas|numero de|cantidad de|cuantas veces|el numero de|la cantidad de|total de|recuento|recuento de|numero total de|conteo de',
    'how much': 'cuanto|cuanta|cuanto dinero',
    'how long': 'cuanto tiempo|cuanto tarda|cuanto tardan|cuanto tardo|cuanto dura|cuanto duran',
    sum: 'suma|total|suma de|en total|sumar|totales|suma total',
    average: 'promedio|media|medio|en promedio|promedio de|media de|de media|promedios',
    median: 'mediana',
    max: 'maximo|maxima|max|mas alto|mas alta|pico|mas altos|mas altas|mas elevado|mas elevada|mayor',
    min: 'minimo|minima|min|mas bajo|mas baja|mas bajos|mas bajas|menor',
    distinct: 'distintos|distintas|diferentes|unicos|unicas|distinto|distinta|unico|unica',
    ratio:
      'porcentaje|porcentaje de|proporcion|proporcion de|por ciento|ratio|parte|que parte|tasa|tasa de|fraccion|%',
    rate: 'frecuencia|ritmo',
    most: 'mas|el mas|la mas|los mas|las mas|mas frecuente|mas frecuentes|con mas frecuencia|mas comunes|mas comun|la mayoria|peor|peores',
    least: 'menos|el menos|la menos|menos frecuente|menos frecuentes',
    top: 'top|principales|primeros|primeras|mejores',
    bottom: 'peores puestos',
    slowest:
      'mas lento|mas lenta|mas lentos|mas lentas|mas largos|mas largas|mas larga|mas largo|tarda mas|tardan mas|mas tiempo|tardo mas',
    fastest: 'mas rapido|mas rapida|mas rapidos|mas rapidas|mas cortos|mas cortas',
    largest: 'mas grande|mas grandes|mayores|mas caliente',
    smallest: 'mas pequeno|mas pequena|mas pequenos|mas pequenas|menores',
    dearest: 'mas caro|mas cara|mas caros|mas caras|mas costoso|mas costosos',
    cheapest: 'mas barato|mas barata|mas baratos',
    newest: 'mas reciente|mas recientes|ultimo|ultima|ultimos|ultimas|recientes',
    oldest: 'mas antiguo|mas antigua|mas antiguos',
    by: 'por|agrupado por|agrupados por|agrupadas por|desglosado por|para cada|por cada|segun|en cada|de cada|distribucion por|desglose por|ordenados por',
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
    not: 'fuera de|a excepcion de|no|sin|excepto|salvo|menos los|menos las|ningun|ninguna|nunca|aparte de|excluyendo|distintos de|que no sean|que no|ninguno',
    'more than':
      'mas de|mayor que|mayor a|mayores que|mayores a|superior a|superiores a|por encima de|supera|superan|superen|>|encima de|superando',
    'less than':
      'menos de|menor que|menor a|menores que|menores a|inferior a|inferiores a|por debajo de|<|debajo de',
    'at least': 'al menos|por lo menos|>=|o mas|como minimo|a partir de',
    'at most': 'como maximo|a lo sumo|<=|hasta|o menos',
    'slower than':
      'mas lento que|mas lentos que|mas lentas que|mas largos que|mas largas que|que tardan mas de|que tardaron mas de|que duran mas de|tardaron mas de|duraron mas de|tardando mas de',
    'faster than': 'mas rapido que|mas rapidos que',
    between: 'entre',
    and: 'y|e|asi como|,|&|y tambien|ademas de',
    or: 'o|u',
    equals: '=|igual a|llamado|llamada',
    contains: 'contienen|contiene|que contengan|conteniendo|mencionan|con el texto|con el mensaje|contengan',
    exists: 'hay|hubo|existe|existen|ha habido|tenemos|tuvimos|hay algun|hay alguna|hubo algun|hubo alguna',
    show: 'muestra|muestrame|mostrar|lista|listar|dame|ensena|ensename|encuentra|busca|quiero|quiero ver|ver|muestreme|que paso|que paso con|buscar|enumera|listame',
    when: 'cuando|a que hora|en que momento|que dia|a que horas|en que hora',
    'since when': 'desde cuando',
    first: 'primer|primero|primera|primeros|primeras|por primera vez',
    last: 'ultima vez|por ultima vez|la ultima vez',
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
      'el|la|los|las|un|una|unos|unas|de|del|es|son|era|eran|fue|fueron|ha|han|habia|hemos|nosotros|nuestro|nuestra|nuestros|nuestras|yo|me|mi|mis|tu|usted|su|sus|se|lo|le|les|este|esta|estos|estas|ese|esa|esos|esas|eso|al|por favor|gracias|hola|todos|todas|todo|toda|que|actualmente|ahora mismo|tambien|muy|mas|menos|puedes|puede|hecho|hacen|hizo|hay|hubo|hicieron|esta|estan|estado|tiene|tienen|tuvo|tuvieron|sido|ser|estar|tener|obtuvo|generan|genero|generado|generaron|causan|ocurrio|ocurren|ocurrido|tarda|tardan|tardo|tardaron|dura|duran|duro|recibio|recibimos|obtuvimos|tenido|ella|ellos|enviaron|envio su|enviando|envia|envian|hicieron|realizaron|realizo|quedo|quedaron|dio|dieron|existen|existe|registro su|aparecio|aparecieron|usaron|uso su|datos|hacemos|sobre todo|devolvieron|devuelto|produjo|algun|alguna|algunos|quiero saber|dime',
    preposition: 'en|a|al|para|con|de|del|por|durante|desde|sobre|entre|donde|hacia|via|bajo',
    't:last': 'ultimo|ultima|ultimos|ultimas|pasado|pasada|pasados|pasadas|anterior|anteriores|previa|previo',
    't:this': 'este|esta|actual',
    't:ago': 'atras|antes',
    't:ago before': 'hace',
    't:since': 'desde|a partir de',
    't:until': 'hasta|a|y',
    't:at': 'a las|a la|el|a',
    't:around': 'alrededor de|alrededor de las|sobre las|cerca de|hacia las|aproximadamente a las',
    't:before': 'antes de|antes de las|antes del',
    't:after': 'despues de|despues de las|tras',
    't:in': 'en|durante|dentro de|en las|en la|en los|de las|de la|de los',
    't:now': 'ahora|actualmente|ahora mismo|en este momento',
    't:today': 'hoy|de hoy',
    't:yesterday': 'ayer|de ayer',
    't:day before yesterday': 'anteayer|antes de ayer',
    't:morning': 'manana|por la manana',
    't:afternoon': 'tarde|por la tarde',
    't:evening': 'tarde noche',
    't:night': 'noche|por la noche|anoche',
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
  english: `
error=error|errores=error|fallo=failure|fallido=failed|fallida=failed|fallaron=failed|fallado=failed
falla=failure|fallan=failed|fracaso=failure|excepcion=exception|excepciones=exception|advertencia=warning
aviso=warning|alerta=alert|exitoso=success|exitosa=success|exito=success|correcto=success|correcta=success
rechazado=declined|rechazada=declined|rechazo=declined|denegado=denied|denegada=denied|bloqueado=blocked
bloqueada=blocked|cancelado=cancelled|cancelada=cancelled|cancelacion=cancelled|reembolsado=refunded
reembolsada=refunded|reembolso=refund|retraso=delay|retrasado=delayed|retrasada=delayed|abierto=open
abierta=open|cerrado=closed|cerrada=closed|pagado=paid|pagada=paid|entregado=delivered|entregada=delivered
enviado=sent|enviada=sent|pendiente=pending|aprobado=approved|aprobada=approved|aceptado=accepted
aceptada=accepted|caducado=expired|vencido=expired|perdido=lost|perdida=lost|completado=completed
completada=completed|valido=valid|invalido=invalid|devuelto=returned|devuelta=returned|servicio=service
aplicacion=application|servidor=server|servidores=server|maquina=host|nodo=node|dispositivo=device
equipo=device|sensor=sensor|sensores=sensor|planta=plant|sitio=site|linea=line|almacen=warehouse
tienda=store|sucursal=branch|region=region|regiones=region|pais=country|paises=country|ciudad=city
ciudades=city|lugar=location|ubicacion=location|entorno=environment|produccion=production|version=version
plataforma=platform|navegador=browser|usuario=user|cliente=customer|cuenta=account|jugador=player
jugadores=player|conductor=driver|conductores=driver|vehiculo=vehicle|camion=truck|camiones=truck
paciente=patient|empleado=employee|comerciante=merchant|comercio=merchant|proveedor=supplier
proveedores=supplier|transportista=carrier|barco=vessel|buque=vessel|puerto=port|grua=crane|viaje=trip
ruta=route|destino=destination|origen=origin|remitente=sender|destinatario=recipient|inquilino=tenant
pasajero=passenger|visitante=visitor|pedido=order|orden=order|ordenes=order|pago=payment
transferencia=transfer|reserva=booking|transaccion=transaction|transacciones=transaction|factura=invoice
entrega=delivery|envio=shipment|paquete=parcel|contenedor=container|contenedores=container|mercancia=goods
articulo=article|producto=product|categoria=category|canal=channel|canales=channel
metodo de pago=payment method|forma de pago=payment method|carrito=cart|descuento=discount|devolucion=return
devoluciones=return|aduana=customs|vuelo=flight|boleto=ticket|suscripcion=subscription|ingreso=revenue
ingresos=revenue|ventas=revenue|venta=sale|facturacion=revenue|importe=amount|monto=amount|precio=price
coste=cost|costo=cost|tarifa=fee|comision=fee|valor=value|dinero=money|moneda=currency|cantidad=quantity
peso=weight|tamano=size|saldo=balance|duracion=duration|tiempo de respuesta=response time|latencia=latency
tiempo de espera=wait time|tiempo de carga=load time|lento=slow|lenta=slow|rapido=fast|demora=delay
solicitud=request|busqueda=search|deposito_=depot|danado=damaged|danada=damaged|conectado=online
bloqueo=block|amenaza=threat|firmware=firmware|solicitudes=request|peticion=request|peticiones=request
llamada=call|acceso=access|pagina=page|ruta_=path|direccion=address|direcciones=address|metodo=method
codigo de estado=status code|codigo=code|estado=status|inicio de sesion=login|inicios de sesion=login
sesion=session|sesiones=session|registro=signup|mensaje=message|evento=event|operacion=operation
operaciones=operation|accion=action|acciones=action|cola=queue|base de datos=database|archivo=file
fichero=file|temperatura=temperature|humedad=humidity|presion=pressure|voltaje=voltage|tension=voltage
potencia=power|energia=energy|consumo=consumption|velocidad=speed|nivel=level|bateria=battery|viento=wind
caudal=flow|agua=water|uso=usage|procesador=cpu|cpu=cpu|memoria=memory|disco=disk|red=network
conexion=connection|conexiones=connection|bytes=bytes|reinicio=restart|caida=crash|intento=attempt
reintento=retry|razon=reason|razones=reason|motivo=reason|causa=cause|codigo de error=error code
tipo de error=error type|tasa de error=error rate|tasa de errores=error rate|tasa de fallos=failure rate
tasa de exito=success rate|gravedad=severity|prioridad=priority|grupo=group|rol=role|tipo=type|numero=number
nombre=name|identificador=id|idioma=language|alarma=alarm|parada=downtime|mantenimiento=maintenance
averia=fault|defecto=defect|clic=click|campana=campaign|correo=mail|tarjeta=card|banco=bank|fraude=fraud
deposito=deposit|retiro=withdrawal|partida=match|juego=game|puntuacion=score|traza=trace|trazas=trace
metrica=metric|origen_=source|resultado=result|lote=batch|turbina=turbine|parque=farm|pala=blade
muelle=berth|compra=purchase|compras=purchase|tiempo=time
estudiante=student|estudiantes=student|alumno=student|alumna=student|profesor=teacher|profesores=teacher
docente=teacher|curso=course|examen=exam|examenes=exam|certificado=certificate|nota=grade|puntos=score
cita=appointment|citas=appointment|medico=doctor|doctor=doctor|enfermera=nurse|receta=prescription
medicamento=medication|laboratorio=lab|hospital=hospital|inasistencia=noshow|ausencia=noshow|tren=train
trenes=train|autobus=bus|estacion=station|estaciones=station|parada_=stop|viajero=passenger
pasajeros=passenger|equipaje=baggage|alquiler=rental|alquileres=rental|bicicleta=bike|bici=bike|coche=car
hotel=hotel|habitacion=room|habitaciones=room|huesped=guest|huespedes=guest|reservas=booking
reservado=booked|prestamo=loan|credito=credit|domiciliacion=direct debit|descubierto=overdraft
seguro=insurance|siniestro=claim|contrato=contract|prima=premium|cargador=charger|recarga=charging
enchufe=connector|pelicula=movie|cancion=song|espectador=viewer|suscriptor=subscriber|anuncio=ad
publicidad=ad|valoracion=rating|calificacion=rating|comentario=comment|imagen=image|video=video|videos=video
cluster=cluster|proceso=process|procesos=process|hilo=thread|cache=cache|copia de seguridad=backup
registros_=log|fila=row|tabla=table|despliegue=deployment|respuesta=response|clave=key|contrasena=password
permiso=permission|ataque=attack|atacante=attacker|comprado=purchase|comprada=purchase|compro=purchase
compraron=purchase|vendido=sold|vendida=sold|vendio=sold|vendieron=sold|vendemos=sold|pedido_=ordered
iniciado=started|empezado=started|comenzado=started|terminado=finished|creado=created|creada=created
eliminado=deleted|borrado=deleted|cambiado=changed|modificado=changed|actualizado=updated
descargado=downloaded|subido=uploaded|llegado=arrived|salido=departed|recogido=picked up|danados=damaged
danadas=damaged|roto=broken|rota=broken|faltante=missing|falta=missing|bloqueadas=blocked|retenido=held
retenida=held|retenidos=held|caido=crashed|excedido=exceeded|superado=exceeded|permitido=allowed
presentado=submitted|entregado_=submitted|aprobado_=passed|suspendido=failed|ganado=won|visitado=visited
consumido=consumed|producido=produced|fabricado=produced|medido=measured|reportado=reported
conectados=online|desconectado=offline|reiniciado=restarted|reiniciaron=restarted|mostrado=shown
busquedas=search|resultados=result|termina=ended|terminan=ended|ascensor=elevator|puerta=door|ventana=window
bomba=pump|motor=motor|robot=robot|cinta=conveyor|prensa=press|horno=oven|herramienta=tool|pieza=part
piezas=part|repuesto=spare part|repuestos=spare part|desecho=scrap|via=track|trafico=traffic|cruce=junction
aparcamiento=parking|cajero=cashier|caja=checkout|cajero automatico=atm|cajeros=atm|recibo=receipt
marca=brand|color=color|temporada=season|existencias=stock|inventario=inventory|estante=shelf|palet=pallet
carretilla=forklift|repartidor=courier|mensajero=courier|depositos=depot|paquetes=parcel|umbral=threshold
limite=limit|miembro=member|participante=participant|candidato=applicant|empresa=company|compania=company
club=club|hogar=household|edificio=building|piso=floor|planta_=floor|sala=room|zona=zone|barrio=district
calle=street|codigo postal=zip|municipio=municipality|muestra=sample|carta=letter|barcos=vessel
escala=port call|corte=outage|retrasos=delay|indisponible=unavailable|lentitud=latency
rendimiento=throughput|carga=load|telefono=phone|movil=mobile|ordenador=computer|tableta=tablet
impresora=printer|notificacion=notification|notificaciones=notification|cupon=coupon|cupones=coupon
codigo promocional=coupon|descuentos=discount|gasto=spend|gastado=spend|ganancia=earnings|beneficio=profit
impuesto=tax|iva=vat|velocidad del viento=wind speed|lectura=reading|lecturas=reading|medidor=meter
medidores=meter|contador=meter|contadores=meter|medicion=measurement|mediciones=measurement
aerogenerador=turbine|aerogeneradores=turbine|ejecutado=executed|instantaneo=instant|instantanea=instant
error_=error`,
  endings: ['iones', 'es', 's'],
};
