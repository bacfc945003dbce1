import type { Lexicon } from './lexicon.ts';

/** The Portuguese lexicon. */
export const PT: Lexicon = {
  language: 'pt',
  tags: {
    count:
      'quantos|quantas|numero de|quantidade de|quantas vezes|o numero de|a quantidade de|total de|contagem|contagem de|numero total de',
    'how much': 'quanto|quanta|quanto dinheiro',
    'how long': 'quanto tempo|quanto demora|quanto demoram|quanto demorou|quanto dura',
    sum: 'soma|total|soma de|no total|somar|totais|soma dos|soma das',
    average: 'media|medio|em media|media de|medias|media dos|media das',
    median: 'mediana',
    max: 'maximo|maxima|max|mais alto|mais alta|pico|mais altos|mais altas|mais elevado|mais elevada|maior',
    min: 'minimo|minima|min|mais baixo|mais baixa|mais baixos|menor',
    distinct: 'distintos|distintas|diferentes|unicos|unicas|distinto|unico|unica',
    ratio:
      'porcentagem|percentagem|percentual|porcentagem de|percentual de|proporcao|proporcao de|por cento|parte|taxa|taxa de|fracao|%',
    rate: 'frequencia|ritmo',
    most: 'mais|o mais|a mais|os mais|as mais|mais frequente|mais frequentes|com mais frequencia|mais comuns|mais comum|pior|piores',
    least: 'menos|o menos|a menos|menos frequente|menos frequentes',
    top: 'top|principais|primeiros|primeiras|maiores',
    bottom: 'piores posicoes',
    slowest:
      'mais lento|mais lenta|mais lentos|mais lentas|mais longos|mais longas|mais longa|demora mais|demoram mais|mais demorados|mais demorado|mais demorada|mais demoradas|mais tempo|demorou mais',
    fastest: 'mais rapido|mais rapida|mais rapidos|mais rapidas|mais curtos',
    largest: 'mais quente',
    smallest: 'menores',
    dearest: 'mais caro|mais cara|mais caros|mais caras',
    cheapest: 'mais barato|mais barata|mais baratos',
    newest: 'mais recente|mais recentes|ultimo|ultima|ultimos|ultimas|recentes',
    oldest: 'mais antigo|mais antiga|mais antigos',
    by: 'por|agrupado por|agrupados por|agrupadas por|para cada|por cada|segundo|em cada|de cada|distribuicao por|ordenados por',
    each: 'cada',
    which: 'qual|quais|que|qual e|quais sao|qual foi',
    'over time': 'ao longo do tempo|no tempo|tendencia|evolucao|grafico|com o tempo',
    'every minute': 'por minuto|cada minuto|a cada minuto',
    'every hour': 'por hora|cada hora|a cada hora|hora a hora',
    'every day': 'por dia|cada dia|diario|diaria|a cada dia|diarios',
    'every week': 'por semana|semanal|semanais',
    than: 'que|do que',
    versus:
      'comparado com|comparada com|comparados com|comparado a|em comparacao com|em relacao a|frente a|vs|versus|contra|em comparacao a',
    compare: 'compare|comparar|comparacao|diferenca|diferenca entre|compara',
    change:
      'mudou|mudanca|aumentou|aumento|diminuiu|diminuicao|subiu|caiu|cresceu|aumentaram|diminuiram|variacao',
    trend: 'aumentando|diminuindo|subindo|caindo|crescendo|piorando|melhorando|a aumentar|a diminuir|a subir',
    'same time': 'mesma hora|mesmo periodo|mesmo horario|mesmo momento',
    not: 'a excecao de|com excecao de|nao|sem|exceto|salvo|nenhum|nenhuma|nunca|fora|alem de|excluindo|diferentes de|tirando',
    'more than':
      'mais de|maior que|maior do que|maiores que|superior a|superiores a|acima de|excedendo|excedem|>|mais que|acima dos|ultrapassam|ultrapassou',
    'less than':
      'menos de|menor que|menor do que|menores que|inferior a|inferiores a|abaixo de|<|menos que|abaixo dos',
    'at least': 'pelo menos|ao menos|no minimo|>=|ou mais|a partir de',
    'at most': 'no maximo|ate|<=|ou menos',
    'slower than':
      'mais lento que|mais lentos que|mais lentas que|mais longos que|que demoram mais de|que demoraram mais de|demoraram mais de|que levaram mais de|levaram mais de|mais lentas do que|mais lentos do que',
    'faster than': 'mais rapido que|mais rapidos que',
    between: 'entre',
    and: 'e|bem como|,|&|e tambem|assim como',
    or: 'ou',
    equals: '=|igual a|chamado|chamada',
    contains: 'contem|contendo|mencionam|com o texto|com a mensagem|que contenham',
    exists: 'ha|houve|existe|existem|temos|tivemos|ha algum|ha alguma|houve algum|houve alguma|tem algum',
    show: 'mostre|mostra|mostre me|mostrar|liste|listar|me de|encontre|busque|quero|quero ver|ver|me mostre|o que aconteceu|procure|exiba|lista',
    when: 'quando|a que horas|em que momento|que dia|em que hora',
    'since when': 'desde quando',
    first: 'primeiro|primeira|primeiros|primeiras|pela primeira vez',
    last: 'ultima vez|pela ultima vez|a ultima vez',
    still: 'ainda|continua|continuam',
    start: 'comecou|comecaram|iniciou|inicio|comeca',
    stop: 'parou|terminou|terminaram|deixou de',
    values: 'valores|valores de|tipos|tipos de|valor|tipo de|que tipos de',
    records:
      'logs|log|registros|registro|entradas|linhas|vezes|eventos|ocorrencias|registrados|registradas|recebidos|recebidas|casos|casos de|ocorreram|aconteceram',
    fields: 'campos|campo|colunas|coluna|atributos|esquema',
    why: 'por que|porque',
    how: 'como',
    who: 'quem',
    retention: 'retencao|guardamos|mantemos|conservamos|sao guardados|sao mantidos',
    storage: 'armazenamento|espaco|espaco em disco',
    'stop word':
      'o|a|os|as|um|uma|uns|umas|de|do|da|dos|das|e|sao|era|eram|foi|foram|tem|tinha|nos|nosso|nossa|nossos|nossas|eu|me|meu|minha|meus|voce|seu|sua|seus|suas|se|lhe|este|esta|estes|estas|esse|essa|esses|essas|isso|ao|aos|por favor|obrigado|obrigada|ola|todos|todas|todo|toda|que|atualmente|agora mesmo|tambem|muito|mais|menos|pode|feito|feitos|feitas|fez|ha|houve|esta|estao|estado|teve|tiveram|sido|ser|estar|ter|geram|gerou|gerado|causam|ocorreu|ocorrem|demora|demoram|demorou|demoraram|leva|levam|dura|duram|dados|tivemos|retornaram|retornou|retornados|produziu|algum|alguma|alguns|diga|recebeu|recebemos|estamos|aconteceu|no geral|obteve|fizeram|fazem|faz|enviaram|enviou|enviando|realizaram|realizou|mandou|mandaram|usaram|usou|ficou|ficaram|deu|deram|existem|existe|temos|quais foram|houveram|registrou|registraram|apareceu|apareceram|mostra|eles|elas|quando foi',
    preposition:
      'em|no|na|nos|nas|a|ao|para|com|de|do|da|dos|das|por|pelo|pela|durante|desde|sobre|entre|onde|via|sob',
    't:last': 'ultimo|ultima|ultimos|ultimas|passado|passada|passados|passadas|anterior|anteriores',
    't:this': 'este|esta|neste|nesta|atual',
    't:ago': 'atras|antes',
    't:ago before': 'ha|faz',
    't:since': 'desde|a partir de|a partir das',
    't:until': 'ate|a|e|as',
    't:at': 'as|a|no|na|em',
    't:around': 'por volta de|por volta das|cerca de|em torno das|perto das',
    't:before': 'antes de|antes das|antes do',
    't:after': 'depois de|depois das|apos|apos as',
    't:in': 'em|durante|dentro de|nas|na|nos|no',
    't:now': 'agora|atualmente|agora mesmo|neste momento|no momento',
    't:today': 'hoje|de hoje',
    't:yesterday': 'ontem|de ontem',
    't:day before yesterday': 'anteontem',
    't:morning': 'manha|de manha|pela manha',
    't:afternoon': 'tarde|a tarde|de tarde',
    't:evening': 'a noite cedo',
    't:night': 'noite|a noite|de noite|madrugada',
    't:noon': 'meio dia',
    't:midnight': 'meia noite',
    't:weekend': 'fim de semana',
    't:half': 'meia|meio',
    't:o’clock': 'h|horas|hs',
  },
  units: {
    ms: 'ms|milissegundo|milissegundos',
    s: 's|segundo|segundos|seg',
    m: 'm|min|minuto|minutos',
    h: 'h|hora|horas',
    d: 'd|dia|dias',
    w: 'semana|semanas',
    month: 'mes|meses',
    quarter: 'trimestre|trimestres',
    year: 'ano|anos',
  },
  weekdays: [
    'segunda|segunda feira',
    'terca|terca feira',
    'quarta|quarta feira',
    'quinta|quinta feira',
    'sexta|sexta feira',
    'sabado',
    'domingo',
  ],
  months: [
    'janeiro',
    'fevereiro',
    'marco',
    'abril',
    'maio',
    'junho',
    'julho',
    'agosto',
    'setembro',
    'outubro',
    'novembro',
    'dezembro',
  ],
  english: `
erro=error|falha=failure|falhou=failed|falharam=failed|falhado=failed|falho=failed|falhada=failed
excecao=exception|excecoes=exception|aviso=warning|alerta=alert|sucesso=success|bem_sucedido=success
bem sucedido=success|bem sucedida=success|bem sucedidos=success|bem sucedidas=success|recusado=declined
recusada=declined|rejeitado=rejected|rejeitada=rejected|negado=denied|negada=denied|bloqueado=blocked
bloqueada=blocked|cancelado=cancelled|cancelada=cancelled|cancelamento=cancelled|reembolsado=refunded
reembolsada=refunded|reembolso=refund|estornado=refunded|atraso=delay|atrasado=delayed|atrasada=delayed
aberto=open|aberta=open|fechado=closed|pago=paid|paga=paid|entregue=delivered|enviado=sent|enviada=sent
pendente=pending|aprovado=approved|aprovada=approved|aceito=accepted|aceita=accepted|expirado=expired
perdido=lost|concluido=completed|concluida=completed|valido=valid|invalido=invalid|devolvido=returned
devolvida=returned|servico=service|aplicacao=application|aplicativo=application|servidor=server
servidores=server|maquina=host|no_=node|dispositivo=device|equipamento=device|sensor=sensor|sensores=sensor
fabrica=plant|local=site|linha=line|armazem=warehouse|loja=store|agencia=branch|regiao=region|regioes=region
pais=country|paises=country|cidade=city|ambiente=environment|producao=production|versao=version
plataforma=platform|navegador=browser|usuario=user|utilizador=user|cliente=customer|conta=account
jogador=player|jogadores=player|motorista=driver|veiculo=vehicle|caminhao=truck|paciente=patient
funcionario=employee|comerciante=merchant|lojista=merchant|fornecedor=supplier|transportadora=carrier
navio=vessel|porto=port|guindaste=crane|viagem=trip|viagens=trip|rota=route|destino=destination
origem=origin|remetente=sender|destinatario=recipient|inquilino=tenant|passageiro=passenger
visitante=visitor|pedido=order|encomenda=order|pagamento=payment|transferencia=transfer|reserva=booking
transacao=transaction|transacoes=transaction|fatura=invoice|entrega=delivery|envio=shipment|pacote=parcel
conteiner=container|mercadoria=goods|artigo=article|produto=product|categoria=category|canal=channel
canais=channel|metodo de pagamento=payment method|forma de pagamento=payment method
meio de pagamento=payment method|carrinho=cart|desconto=discount|devolucao=return|devolucoes=return
alfandega=customs|voo=flight|assinatura=subscription|receita=revenue|faturamento=revenue|vendas=revenue
venda=sale|valor=amount|quantia=amount|montante=amount|preco=price|custo=cost|tarifa=fee|dinheiro=money
moeda=currency|quantidade=quantity|peso=weight|tamanho=size|saldo=balance|duracao=duration
tempo de resposta=response time|latencia=latency|tempo de espera=wait time|tempo de carregamento=load time
lento=slow|lenta=slow|rapido=fast|demora=delay|solicitacao=request|busca=search|pesquisa=search
danificado=damaged|conectado=online|bloqueio=block|ameaca=threat|solicitacoes=request|requisicao=request
requisicoes=request|chamada=call|acesso=access|pagina=page|caminho=path|endereco=address|metodo=method
codigo de status=status code|codigo=code|estado=status|status=status|login=login|sessao=session
sessoes=session|cadastro=signup|mensagem=message|mensagens=message|evento=event|operacao=operation
operacoes=operation|acao=action|acoes=action|fila=queue|banco de dados=database|base de dados=database
arquivo=file|ficheiro=file|temperatura=temperature|umidade=humidity|humidade=humidity|pressao=pressure
tensao=voltage|potencia=power|energia=energy|consumo=consumption|velocidade=speed|nivel=level
bateria=battery|vento=wind|vazao=flow|agua=water|uso=usage|processador=cpu|cpu=cpu|memoria=memory|disco=disk
rede=network|conexao=connection|conexoes=connection|bytes=bytes|reinicio=restart|reinicializacao=restart
queda=crash|tentativa=attempt|razao=reason|razoes=reason|motivo=reason|causa=cause|codigo de erro=error code
tipo de erro=error type|taxa de erro=error rate|taxa de erros=error rate|taxa de falha=failure rate
taxa de falhas=failure rate|taxa de sucesso=success rate|gravidade=severity|prioridade=priority|grupo=group
equipe=team|papel=role|tipo=type|numero=number|nome=name|identificador=id|idioma=language|alarme=alarm
parada=downtime|manutencao=maintenance|defeito=defect|clique=click|campanha=campaign|correio=mail
cartao=card|cartoes=card|banco=bank|fraude=fraud|deposito=deposit|saque=withdrawal|partida=match|jogo=game
pontuacao=score|traco=trace|metrica=metric|resultado=result|lote=batch|turbina=turbine|parque=farm|pa=blade
compra=purchase|tempo=time|medidor=meter|medidores=meter|leitura=reading|medicao=measurement|medicoes=measurement
executado=executed|executada=executed|instantaneo=instant|rejeicao=rejected|recusa=declined|retido=held
reiniciou=restart|ligado=online|desligado=offline|cobranca=charge|imposto=tax|juros=interest|bairro=district
estudante=student|estudantes=student|aluno=student|alunos=student|aluna=student|professor=teacher
professores=teacher|curso=course|exame=exam|exames=exam|prova=exam|certificado=certificate|nota=grade
pontos=score|consulta=appointment|consultas=appointment|agendamento=appointment|medico=doctor
enfermeira=nurse|receita medica=prescription|medicamento=medication|laboratorio=lab|hospital=hospital
falta=noshow|trem=train|trens=train|comboio=train|onibus=bus|estacao=station|estacoes=station
passageiros=passenger|bagagem=baggage|aluguel=rental|alugueis=rental|bicicleta=bike|carro=car|hotel=hotel
quarto=room|quartos=room|hospede=guest|hospedes=guest|reservas=booking|reservado=booked|emprestimo=loan
credito=credit|debito direto=direct debit|seguro=insurance|sinistro=claim|contrato=contract|premio=premium
carregador=charger|recarga=charging|tomada=connector|filme=movie|musica=song|espectador=viewer
assinante=subscriber|anuncio=ad|publicidade=ad|avaliacao=rating|comentario=comment|imagem=image|video=video
videos=video|cluster=cluster|processo=process|processos=process|cache=cache|copia de seguranca=backup
linha_=row|tabela=table|implantacao=deployment|resposta=response|chave=key|senha=password
permissao=permission|ataque=attack|atacante=attacker|comprado=purchase|comprou=purchase|compraram=purchase
vendido=sold|vendeu=sold|venderam=sold|vendemos=sold|iniciado=started|comecado=started|comecou=started
terminado=finished|terminou=finished|criado=created|criada=created|excluido=deleted|apagado=deleted
alterado=changed|mudado=changed|atualizado=updated|baixado=downloaded|enviado_=uploaded|chegou=arrived
partiu=departed|retirado=picked up|danificada=damaged|danificados=damaged|quebrado=broken|ausente=missing
retida=held|caiu=crashed|travou=crashed|excedido=exceeded|permitido=allowed|submetido=submitted
entregou=submitted|aprovado_=passed|reprovado=failed|venceu=won|ganhou=won|visitado=visited
consumido=consumed|produzido=produced|fabricado=produced|medido=measured|reportado=reported
conectados=online|desconectado=offline|reiniciado=restarted|mostrado=shown|buscas=search|resultados=result
elevador=elevator|porta=door|janela=window|bomba=pump|motor=motor|robo=robot|esteira=conveyor|prensa=press
forno=oven|ferramenta=tool|peca=part|pecas=part|peca de reposicao=spare part|refugo=scrap|trilho=track
trafego=traffic|cruzamento=junction|estacionamento=parking|caixa=checkout|caixa eletronico=atm
recibo=receipt|marca=brand|cor=color|temporada=season|estoque=stock|inventario=inventory|prateleira=shelf
palete=pallet|empilhadeira=forklift|entregador=courier|limite=limit|membro=member|participante=participant
candidato=applicant|empresa=company|companhia=company|clube=club|domicilio=household|edificio=building
predio=building|andar=floor|sala=room|zona=zone|rua=street|cep=zip|municipio=municipality|amostra=sample
carta=letter|navios=vessel|escala=port call|queda de energia=outage|atrasos=delay|indisponivel=unavailable
lentidao=latency|vazao_=throughput|carga=load|telefone=phone|celular=mobile|computador=computer
impressora=printer|notificacao=notification|notificacoes=notification|cupom=coupon|cupons=coupon
codigo promocional=coupon|descontos=discount|gasto=spend|gastou=spend|lucro=profit|ganho=earnings
leituras=reading|aerogerador=turbine|ranqueada=ranked|ranqueadas=ranked|instantanea=instant|compras=purchase
alguem=user`,
  endings: ['oes', 'es', 's'],
};
