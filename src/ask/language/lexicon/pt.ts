import type { Lexicon } from './lexicon.ts';

/** The Portuguese lexicon. */
export const PT: Lexicon = {
  language: 'pt',
  tags: {
    count:
      'quantos|quantas|numero de|quantidade de|quantas vezes|o numero de|a quantidade de|total de|contagem|contagem de|numero total de|conta|contar|conte|n de|num de|qual o numero de|qual e o numero de|qual a quantidade de|qual e a quantidade de|o total de|que quantidade de|quantos sao|quantas sao|nro de',
    'how much':
      'quao cheio|quao cheia|quao cheios|quao cheias|quao alto|quao alta|quao altos|quao grande|quao quente|quao rapido|quanto|quanta|quanto dinheiro|quanto foi|quanto e|que valor|qual o valor|qual foi o valor|qual o total|quanto da|quanto deu|quanto somam|quanto soma',
    'how long':
      'quanto tempo|quanto demora|quanto demoram|quanto demorou|quanto dura|quanto demoraram|quanto duram|quanto durou|quanto leva|quanto levam|quanto levou|em quanto tempo|quanto tempo leva|quanto tempo demora|quanto tempo dura|quanto tempo demoram|quanto tempo levou',
    sum: 'soma|total|soma de|no total|somar|totais|soma dos|soma das|o total|somatorio|soma do|soma da|total do|total da|total dos|total das',
    average:
      'media|medio|em media|media de|medias|media dos|media das|med|media do|media da|a media|na media|a media de',
    median: 'mediana',
    max: 'maximo|maxima|max|mais alto|mais alta|pico|mais altos|mais altas|mais elevado|mais elevada|maior|maximos|maximas|mais elevados|mais elevadas|o maximo|a maxima|mais forte|o pico|maiores valores|maior valor',
    min: 'minimo|minima|min|mais baixo|mais baixa|mais baixos|menor|minimos|minimas|mais baixas|mais fraco|mais fraca|o minimo|a minima|menor valor',
    distinct: 'distintos|distintas|diferentes|unicos|unicas|distinto|unico|unica|diversos|diversas|diferente',
    ratio:
      'porcentagem|percentagem|percentual|porcentagem de|percentual de|proporcao|proporcao de|por cento|parte|taxa|taxa de|fracao|%|que porcentagem de|que porcentagem|que percentagem|qual porcentagem|qual a porcentagem de|qual a porcentagem|qual percentagem|percentagem de|percentagem dos|percentagem das|porcentagem dos|porcentagem das|percentual dos|qual o percentual de|qual a taxa de|que parte de|que parte dos|que parte das|proporcao dos|taxa dos|taxa das|indice de|pct|em porcentagem|em percentagem|que proporcao de',
    rate: 'frequencia|ritmo',
    most: 'mais|o mais|a mais|os mais|as mais|mais frequente|mais frequentes|com mais frequencia|mais comuns|mais comum|pior|piores|mais vezes|maior numero de|maior quantidade de|o maior numero de|a maior quantidade de|mais repetido|mais repetida|o pior|a pior|os piores|as piores|a maioria',
    least:
      'menos|o menos|a menos|menos frequente|menos frequentes|menor numero de|menor quantidade de|menos vezes|o menor numero de',
    top: 'top|principais|primeiros|primeiras|maiores',
    bottom: 'piores posicoes',
    slowest:
      'mais lento|mais lenta|mais lentos|mais lentas|mais longos|mais longas|mais longa|demora mais|demoram mais|mais demorados|mais demorado|mais demorada|mais demoradas|mais tempo|demorou mais|mais demora|mais demoram|mais demorou|mais demoraram|mais longo|mais dura|dura mais|duram mais|durou mais|levam mais tempo|leva mais tempo|levou mais tempo',
    fastest:
      'mais rapido|mais rapida|mais rapidos|mais rapidas|mais curtos|mais curto|mais curta|mais curtas|mais breve',
    largest:
      'mais quente|mais pesado|mais pesada|mais pesados|mais pesadas|mais quentes|maiores|mais volumoso',
    smallest: 'menores|mais leve|mais frio|mais fria|mais leves|mais pequeno|mais pequena',
    dearest: 'mais caro|mais cara|mais caros|mais caras',
    cheapest: 'mais barato|mais barata|mais baratos',
    newest: 'mais recente|mais recentes|ultimo|ultima|ultimos|ultimas|recentes',
    oldest: 'mais antigo|mais antiga|mais antigos',
    by: 'por|agrupado por|agrupados por|agrupadas por|para cada|por cada|segundo|em cada|de cada|distribuicao por|ordenados por|pra cada|separado por|separados por|separadas por|dividido por|divididos por|para cada um|para cada uma|em cada um|em cada uma|por cada um|agrupando por|agrupe por|classificados por|detalhado por|detalhe por|discriminado por|de acordo com|conforme|em funcao de|quebrado por',
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
    not: 'a excecao de|com excecao de|nao|sem|exceto|salvo|nenhum|nenhuma|nunca|fora|alem de|excluindo|diferentes de|tirando|nem|jamais|nenhuns|tampouco|que nao|que nao foram|nao sejam|com excecao dos|com excecao das|a excecao dos|exceto os|exceto as|exceto o|exceto a|menos os|menos as|sem contar|desconsiderando|diferente de|fora os|fora as|fora o|fora a',
    'more than':
      'mais de|maior que|maior do que|maiores que|superior a|superiores a|acima de|excedendo|excedem|>|mais que|acima dos|ultrapassam|ultrapassou|maiores do que|passam de|passa de|passou de|acima da|acima do|mais do que|superiores|excede|excederam|ultrapassaram|ultrapassa|superam|superou|superaram|a mais de',
    'less than':
      'menos de|menor que|menor do que|menores que|inferior a|inferiores a|abaixo de|<|menos que|abaixo dos|menores do que|abaixo da|abaixo do|menos do que|inferiores|nao chegam a|nao chega a',
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
    exists:
      'ha|houve|existe|existem|temos|tivemos|ha algum|ha alguma|houve algum|houve alguma|tem algum|ha ainda|houve alguns|houve algumas|tivemos algum|tivemos alguma|teve algum|teve alguma|ocorreu algum|ocorreu alguma|existe algum|existe alguma|existiu|existiram|esta havendo|tem alguma|ta tendo',
    show: 'mostre|mostra|mostre me|mostrar|liste|listar|me de|encontre|busque|quero|quero ver|ver|me mostre|o que aconteceu|procure|exiba|lista|me mostra|mostre os|mostra os|me da|me de os|me diz|me diga|me liste|me lista|traz|traga|traz me|me traz|mostra me|da me|diz me|lista me|quero saber|preciso|preciso ver|preciso de|gostaria de ver|gostaria|deixa eu ver|cade|procura|ache|acha|o que houve com|o que aconteceu com|que aconteceu com',
    when: 'quando|a que horas|em que momento|que dia|em que hora|qual dia|quais dias|em que dia|em que data|que data|qual a data|quando e que|quando foi que|qual horario|que horario|a que hora|que horas|quando foi|quando foi a|quando e|quando aconteceu|quando ocorreu',
    'since when': 'desde quando',
    first: 'primeiro|primeira|primeiros|primeiras|pela primeira vez',
    last: 'ultima vez|pela ultima vez|a ultima vez',
    still: 'ainda|continua|continuam|continua enviando|continua a enviar|segue|seguem|ainda esta',
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
      'levou|levaram|leva|levam|demorou|demoraram|o|a|os|as|um|uma|uns|umas|de|do|da|dos|das|e|sao|era|eram|foi|foram|tem|tinha|nos|nosso|nossa|nossos|nossas|eu|me|meu|minha|meus|voce|seu|sua|seus|suas|se|lhe|este|esta|estes|estas|esse|essa|esses|essas|isso|ao|aos|por favor|obrigado|obrigada|ola|todos|todas|todo|toda|que|atualmente|agora mesmo|tambem|muito|mais|menos|pode|feito|feitos|feitas|fez|ha|houve|esta|estao|estado|teve|tiveram|sido|ser|estar|ter|geram|gerou|gerado|causam|ocorreu|ocorrem|demora|demoram|demorou|demoraram|leva|levam|dura|duram|dados|tivemos|retornaram|retornou|retornados|produziu|algum|alguma|alguns|diga|recebeu|recebemos|estamos|aconteceu|no geral|obteve|fizeram|fazem|faz|enviaram|enviou|enviando|realizaram|realizou|mandou|mandaram|usaram|usou|ficou|ficaram|deu|deram|existem|existe|temos|quais foram|houveram|registrou|registraram|apareceu|apareceram|mostra|eles|elas|pra|pro|pros|pras|num|numa|nuns|dum|duma|ne|ai|ali|aqui|la|ca|dando|esta dando|estao dando|dao|a gente|ta|tao|to|oi|bom dia|boa tarde|boa noite|ok|valeu|obg|favor|pf|pfv|por gentileza|sim|so|somente|apenas|ja|entao|mas|cujo|cuja|cujos|cujas|aqueles|aquelas|aquele|aquela|desse|dessa|desses|dessas|deste|desta|destes|destas|nesse|nessa|nesses|nessas|nestes|nestas|naquele|dele|dela|deles|delas|esteve|estiveram|estava|estavam|tinham|tenho|temos tido|ter tido|tido|haver|havia|haja|posso|podemos|podem|poderia|pode me|consegue|quer|queremos|deve|devem|fazer|fazendo|faco|fizemos|vai|vao|ia|iam|veio|vieram|vem|vindo|vindos|vindas|passou|passaram|sofreu|sofreram|sofrido|sofridos|registrado|registrada|registrados|registadas|registados|apresentou|apresentaram|mostrou|aparece|aparecem|tal|tais|mesmo|mesma|seja|sejam|fosse|somos|sou|voces|alem disso|aproximadamente|exatamente|realmente|conosco|connosco|foi feito|foram feitos|foram feitas|obtiveram|darem|houve de|alguem|ninguem',
    preposition:
      'em|no|na|nos|nas|a|ao|para|com|de|do|da|dos|das|por|pelo|pela|durante|desde|sobre|entre|onde|via|sob',
    't:last': 'ultimo|ultima|ultimos|ultimas|passado|passada|passados|passadas|anterior|anteriores',
    't:this': 'este|esta|neste|nesta|atual|esse|essa|nesse|nessa|desse|dessa|deste|desta',
    't:ago': 'atras|antes',
    't:ago before': 'ha|faz',
    't:since': 'desde|a partir de|a partir das',
    't:until': 'ate|a|e|as',
    't:at': 'as|a|no|na|em',
    't:around':
      'por volta de|por volta das|cerca de|em torno das|perto das|la pelas|pelas|aproximadamente as',
    't:before': 'antes de|antes das|antes do',
    't:after': 'depois de|depois das|apos|apos as',
    't:in': 'em|durante|dentro de|nas|na|nos|no',
    't:now':
      'agora|atualmente|agora mesmo|neste momento|no momento|nesse momento|no presente momento|ate o momento',
    't:today': 'hoje|de hoje|hoje em dia|no dia de hoje|dia de hoje|ate agora hoje',
    't:yesterday': 'ontem|de ontem|no dia de ontem|dia de ontem',
    't:day before yesterday': 'anteontem',
    't:morning': 'manha|de manha|pela manha|de manha cedo|na manha|esta manha|hoje cedo',
    't:afternoon': 'tarde|a tarde|de tarde|na tarde|esta tarde|a tardinha',
    't:evening': 'a noite cedo',
    't:night':
      'noite|a noite|de noite|madrugada|ontem a noite|noite passada|a noite passada|de madrugada|na madrugada|nesta madrugada|esta madrugada',
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
  nouns: `
error=erro|failure=falha falhas|failed=falhou falharam falhado falho falhada reprovado|exception=excecao excecoes
warning=aviso|alert=alerta|success=sucesso bem_sucedido bem_sucedida bem_sucedidos bem_sucedidas
declined=recusado recusada recusa recusaram recusados recusadas
rejected=rejeitado rejeitada rejeicao rejeitados rejeitadas|denied=negado negada|blocked=bloqueado bloqueada
cancelled=cancelado cancelada cancelamento cancelaram cancelou cancelamentos anulado anulada
refunded=reembolsado reembolsada estornado|refund=reembolso reembolsos|delay=atraso demora atrasos
delayed=atrasado atrasada|open=aberto aberta|closed=fechado|paid=pago paga|delivered=entregue entregues
sent=enviado enviada|pending=pendente|approved=aprovado aprovada|accepted=aceito aceita|expired=expirado
lost=perdido perdeu perderam|completed=concluido concluida|valid=valido|invalid=invalido
returned=devolvido devolvida devolveram|service=servico|application=aplicacao aplicativo|server=servidor servidores
host=maquina|node=no|device=dispositivo equipamento dispositivos aparelho|sensor=sensor sensores|plant=fabrica
site=local sitio|line=linha linhas|warehouse=armazem deposito?|store=loja lojas|branch=agencia filial
region=regiao regioes|country=pais paises|city=cidade|environment=ambiente|production=producao|version=versao
platform=plataforma|browser=navegador|user=usuario utilizador |customer=cliente fregues|account=conta contas
player=jogador jogadores|driver=motorista|vehicle=veiculo|truck=caminhao camiao
patient=paciente pacientes doente doentes|employee=funcionario empregado colaborador|merchant=comerciante lojista
supplier=fornecedor|carrier=transportadora|vessel=navio navios|port=porto|crane=guindaste|trip=viagem viagens
route=rota|destination=destino|origin=origem|sender=remetente|recipient=destinatario|tenant=inquilino
passenger=passageiro passageiros|visitor=visitante|order=pedido encomenda pedidos|payment=pagamento
transfer=transferencia transferencias|booking=reserva reservas|transaction=transacao transacoes operacao? movimento
invoice=fatura|delivery=entrega entregas|shipment=envio|parcel=pacote pacotes encomenda?
container=conteiner contentor|goods=mercadoria|article=artigo|product=produto|category=categoria
channel=canal canais|payment method=metodo_de_pagamento forma_de_pagamento meio_de_pagamento|cart=carrinho
discount=desconto descontos|return=devolucao devolucoes|customs=alfandega|flight=voo voos|subscription=assinatura
revenue=receita faturamento vendas faturacao|sale=venda|amount=valor quantia montante|price=preco|cost=custo
fee=tarifa|money=dinheiro|currency=moeda|quantity=quantidade unidades|weight=peso|size=tamanho|balance=saldo
duration=duracao|response time=tempo_de_resposta tempos_de_resposta|latency=latencia lentidao
wait time=tempo_de_espera|load time=tempo_de_carregamento|slow=lento lenta lentidao?|fast=rapido
request=solicitacao solicitacoes requisicao requisicoes pedido? chamada?|search=busca pesquisa buscas
damaged=danificado danificada danificados|online=conectado ligado conectados online|block=bloqueio|threat=ameaca
call=chamada chamadas ligacao ligacoes|access=acesso|page=pagina|path=caminho|address=endereco|method=metodo
status code=codigo_de_status codigo_de_estado|code=codigo|status=estado status|login=login acesso? autenticacao?
session=sessao sessoes|signup=cadastro|message=mensagem mensagens|event=evento|operation=operacao operacoes
action=acao acoes|queue=fila filas|database=banco_de_dados base_de_dados|file=arquivo ficheiro
temperature=temperatura|humidity=umidade humidade|pressure=pressao|voltage=tensao|power=potencia eletricidade
energy=energia eletricidade?|consumption=consumo|speed=velocidade|level=nivel|battery=bateria|wind=vento|flow=vazao
water=agua|usage=uso|cpu=processador cpu|memory=memoria ram|disk=disco|network=rede|connection=conexao conexoes
bytes=bytes|restart=reinicio reinicializacao reiniciou reinicios|crash=queda travamento|attempt=tentativa tentativas
reason=razao razoes motivo motivos causa?|cause=causa|error code=codigo_de_erro|error type=tipo_de_erro
error rate=taxa_de_erro taxa_de_erros|failure rate=taxa_de_falha taxa_de_falhas|success rate=taxa_de_sucesso
severity=gravidade|priority=prioridade|group=grupo grupos|team=equipe equipa|role=papel|type=tipo especie
number=numero|name=nome|id=identificador|language=idioma|alarm=alarme alerta?|downtime=parada|maintenance=manutencao
defect=defeito|click=clique|campaign=campanha|mail=correio|card=cartao cartoes|bank=banco|fraud=fraude
deposit=deposito|withdrawal=saque levantamento|match=partida partidas|game=jogo|score=pontuacao pontos|trace=traco
metric=metrica|result=resultado resultados|batch=lote|turbine=turbina aerogerador|farm=parque|blade=pa
purchase=compra comprado comprou compraram compras|time=tempo|meter=medidor medidores contador
reading=leitura leituras medicao?|measurement=medicao medicoes|executed=executado executada
instant=instantaneo instantanea|held=retido retida|offline=desligado desconectado offline|charge=cobranca
tax=imposto|interest=juros|district=bairro distrito|student=estudante estudantes aluno alunos aluna
teacher=professor professores|course=curso cursos|exam=exame exames prova|certificate=certificado certificados
grade=nota|appointment=consulta consultas agendamento|doctor=medico|nurse=enfermeira enfermeiros enfermeiro
prescription=receita_medica receita?|medication=medicamento|lab=laboratorio|hospital=hospital|noshow=falta
train=trem trens comboio comboios|bus=onibus autocarro|station=estacao estacoes parada?|baggage=bagagem
rental=aluguel alugueis aluguer|bike=bicicleta|car=carro automovel|hotel=hotel|room=quarto quartos sala
guest=hospede hospedes|booked=reservado|loan=emprestimo emprestimos|credit=credito|direct debit=debito_direto
insurance=seguro|claim=sinistro sinistros reclamacao reclamacoes participacao|contract=contrato|premium=premio
charger=carregador carregadores|charging=recarga recargas carregamento carregamentos|connector=tomada|movie=filme
song=musica|viewer=espectador espectadores telespectador|subscriber=assinante assinantes|ad=anuncio publicidade
rating=avaliacao|comment=comentario|image=imagem|video=video videos|cluster=cluster|process=processo processos
cache=cache|backup=copia_de_seguranca|row=linha?|table=tabela|deployment=implantacao implantacoes implementacao
response=resposta|key=chave|password=senha palavra_passe|permission=permissao|attack=ataque|attacker=atacante
sold=vendido vendeu venderam vendemos|started=iniciado comecado comecou|finished=terminado terminou
created=criado criada|deleted=excluido apagado|changed=alterado mudado|updated=atualizado|downloaded=baixado
uploaded=enviado?|arrived=chegou|departed=partiu|picked up=retirado|broken=quebrado quebrada|missing=ausente
crashed=caiu travou|exceeded=excedido|allowed=permitido|submitted=submetido entregou|passed=aprovado?
won=venceu ganhou ganharam|visited=visitado|consumed=consumido|produced=produzido fabricado|measured=medido
reported=reportado|restarted=reiniciado|shown=mostrado|elevator=elevador|door=porta|window=janela|pump=bomba bombas
motor=motor|robot=robo|conveyor=esteira|press=prensa|oven=forno|tool=ferramenta|part=peca pecas
spare part=peca_de_reposicao|scrap=refugo sucata|track=trilho|traffic=trafego|junction=cruzamento
parking=estacionamento|checkout=caixa|atm=caixa_eletronico|receipt=recibo|brand=marca|color=cor|season=temporada
stock=estoque|inventory=inventario|shelf=prateleira|pallet=palete|forklift=empilhadeira|courier=entregador
limit=limite|member=membro|participant=participante|applicant=candidato|company=empresa companhia|club=clube
household=domicilio|building=edificio predio|floor=andar|zone=zona|street=rua|zip=cep|municipality=municipio
sample=amostra|letter=carta|port call=escala|outage=queda_de_energia quedas avaria avarias apagao interrupcao
unavailable=indisponivel|throughput=vazao?|load=carga|phone=telefone|mobile=celular movel moveis telemovel
computer=computador|printer=impressora|notification=notificacao notificacoes
coupon=cupom cupons codigo_promocional cupao|spend=gasto gastou|profit=lucro|earnings=ganho
ranked=ranqueada ranqueadas|emergency=urgencia urgencias emergencia|admitted=internado internada internados
discharged=alta|wait=espera esperaram|answered=atendida atendidas|abandoned=desligaram|antenna=antena|cell=celula
router=roteador roteadores|signal=sinal|playback=reproducao reproducoes|watched=assistido assistidos visto
school=escola|lesson=aula licao|policy=apolice apolices|ticket=bilhete bilhetes passagem ingresso chamado
win=vitoria|winner=vencedor|change=mudancas alteracao alteracoes|point=ponto|book=livro livros|used=usado usada
rain=chuva|milk=leite|cow=vaca|harvest=colheita|received=receberam recebido recebidos|space=espaco
free=livre livres gratis gratuito|occupied=ocupado ocupados|available=disponivel disponiveis
bed=cama camas leito leitos|blood=sangue|ambulance=ambulancia|fiber=fibra|lost signal=perdeu_sinal|connected=ligados
concurrent=simultaneos simultaneas|task=tarefa tarefas|waiting=esperando aguardando em_espera|occupancy=ocupacao
dependency=dependencia dependencias|bet=aposta apostas|stop=paragem parada?
charge point=pontos_de_carregamento ponto_de_recarga posto_de_carregamento carregador?|hit=acerto acertos
lock=bloqueios|authentication=autenticacao|buyer=comprador compradora|seller=vendedor vendedora
provider=provedor fornecedor?|payment provider=provedor_de_pagamento|basket=cesta carrinho?
order value=valor_do_pedido|cash=dinheiro_vivo numerario|gift card=cartao_presente|segment=segmento
delivery time=prazo_de_entrega tempo_de_entrega
tracking number=numero_de_rastreio|depot=deposito?|fare=tarifa?|average=media|label=etiqueta rotulo
timeout=tempo_esgotado timeout|availability=disponibilidade|incident=incidente|bandwidth=largura_de_banda
packet loss=perda_de_pacotes|hit rate=taxa_de_acerto|exit code=codigo_de_saida|source=fonte origem?
data center=centro_de_dados|cpu usage=uso_de_cpu uso_do_processador|memory usage=uso_de_memoria uso_da_memoria
disk usage=uso_de_disco uso_do_disco|graphics card=placa_de_video placa_grafica|map=mapa|ban=banimento
cheater=trapaceiro|stall=travamento|buffering=travamento? carregamento?|author=autor|reader=leitor
scanner=leitor? scanner|phone call=chamada_telefonica telefonema|agent=agente atendente
waiting time=tempo_de_espera?|complaint=queixa reclamacao?|satisfaction=satisfacao|modem=modem
data volume=volume_de_dados|quality=qualidade|inspection=inspecao vistoria|vibration=vibracao|valve=valvula
tank=tanque|shift=turno|cycle time=tempo_de_ciclo|output=producao?|production line=linha_de_producao
current=corrente|solar=solar|wind farm=parque_eolico|field=campo|irrigation=irrigacao|soil=solo|greenhouse=estufa
rainfall=precipitacao|distance=distancia quilometros|ward=enfermaria ala|dose=dose
emergency room=pronto_socorro urgencias?|clinic=clinica consultorio|vaccination=vacinacao vacina
treatment=tratamento|surgery=cirurgia operacao?|diagnosis=diagnostico|enrollment=matricula inscricao
owner=dono proprietario|dish=prato|waiter=garcom|tip=gorjeta|kitchen=cozinha|payout=indenizacao indemnizacao
adjuster=perito gestor|clerk=gestor?|exchange rate=taxa_de_cambio|card payment=pagamento_com_cartao
login attempt=tentativa_de_login tentativa_de_acesso|failed login=falha_de_login|file size=tamanho_do_arquivo
van=furgao carrinha|crew=tripulacao|aircraft=aviao|tram=bonde eletrico|subway=metro|seat=assento lugar
scooter=patinete trotinete|ferry=balsa|bridge=ponte|water level=nivel_da_agua|oxygen=oxigenio|late=atrasado? tarde
on time=pontual no_prazo|critical=critico critica|urgent=urgente|internal=interno interna|external=externo externa
manual=manual|automatic=automatico|unknown=desconhecido desconhecida|empty=vazio vazia|new=novo nova novos novas
old=velho antigo|suspicious=suspeito suspeita|duplicate=duplicado duplicada|high=alto alta?|red=vermelho|green=verde
yellow=amarelo|blue=azul|white=branco|black=preto|private=privado|business=empresarial|person=pessoa gente
woman=mulher|man=homem|child=crianca|error message=mensagem_de_erro|fault=avaria? falha?
move=movimento? movimentacao|release=versao? lancamento|question=pergunta|answer=resposta?|document=documento
citizen=cidadao|office=escritorio|donation=doacao|donor=doador|concert=concerto show|department=departamento setor
scan=digitalizacao leitura?|job=tarefa? trabalho|backlog=acumulo atraso?|lag=atraso?
processing time=tempo_de_processamento|out of stock=sem_estoque esgotado|customer service=atendimento
place=lugar? local?|episode=episodio|series=serie|license=licenca|thread=thread|approval=aprovacao
screen=tela ecra
failed=nao_aprovado nao_aprovados|unpaid=nao_pago nao_paga
unreadable=ilegivel|login=entrar_no_sistema entraram_no_sistema|kwh=quilowatt_hora
successful=conseguiram conseguiu conseguem
subtitle=legenda legendas|abroad=estrangeiro exterior?|span=span spans`,
  verbs: `
cancelled=cancelar anular|declined=recusar|rejected=rejeitar|denied=negar|blocked=bloquear|locked=trancar
approved=aprovar|accepted=aceitar|allowed=permitir autorizar|confirmed=confirmar|failed=falhar reprovar fracassar
crashed=travar crashar|aborted=abortar interromper|abandoned=abandonar|stopped=parar pausar|started=iniciar comecar
restarted=reiniciar|finished=finalizar terminar acabar|completed=completar concluir:conclui|closed=fechar encerrar
opened=abrir:abert|created=criar|deleted=excluir:exclui apagar deletar eliminar|changed=mudar alterar modificar
updated=atualizar|uploaded=subir carregar|downloaded=baixar descarregar|sent=enviar mandar|received=receber
delivered=entregar|shipped=despachar expedir|returned=devolver|refunded=reembolsar estornar|paid=pagar quitar
paid out=desembolsar|deposited=depositar|withdrawn=sacar retirar levantar|billed=faturar|purchase=comprar
sold=vender|order=encomendar|booked=reservar agendar marcar|rented=alugar|borrowed=emprestar|spend=gastar
earned=ganhar arrecadar|picked up=recolher coletar|packed=embalar|scanned=escanear digitalizar|sorted=classificar
unloaded=descarregar|arrived=chegar|departed=partir sair|delayed=atrasar|lost=perder|found=encontrar
damaged=danificar avariar|broken=quebrar|repaired=reparar consertar|replaced=substituir:substitui trocar
measured=medir|registered=registrar registar cadastrar|login=logar|connected=conectar ligar
disconnected=desconectar desligar|answered=atender responder|transferred=transferir|processed=processar tratar
assigned=atribuir:atribui|escalated=escalar|resolved=resolver|expired=expirar vencer|exceeded=exceder ultrapassar
retried=retentar|skipped=pular ignorar|discarded=descartar|admitted=internar admitir|treated=tratar
prescribed=receitar prescrever|submitted=submeter apresentar|watched=assistir visualizar
played=jogar reproduzir:reproduz|banned=banir|charged=cobrar carregar recarregar|consumed=consumir
produced=produzir:produz fabricar|generated=gerar|overheated=superaquecer sobreaquecer
search=buscar pesquisar procurar|clicked=clicar|visited=visitar acessar|read=ler:lid|written=escrever:escrit
imported=importar|exported=exportar|synced=sincronizar|deployed=implantar|verified=verificar|checked=conferir
subscribed=assinar subscrever|renewed=renovar|activated=ativar|disabled=desativar desabilitar
printed=imprimir:impress|triggered=disparar acionar|reported=reportar notificar|executed=executar|used=usar utilizar
suspended=suspender|validated=validar|detected=detectar detetar|rescheduled=remarcar reagendar adiar
harvested=colher|held=reter
dispensed=dispensar|served=servir|requested=pedir:ped solicitar requisitar|issued=emitir`,
  endings: [
    ['oes', 'ao'],
    ['aes', 'ao'],
    ['ans', 'a'],
    ['ais', 'al'],
    ['eis', 'el'],
    ['ns', 'm'],
    ['res', 'r'],
    ['as', 'o'],
    ['as', 'a'],
    ['es', ''],
    ['s', ''],
    ['a', 'o'],
  ],
};
